package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.timing.DueTimes;
import io.quartermaster.store.JobListing;
import io.quartermaster.store.RecordRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// What is known of the selected job beyond its row: its next fires and its last records. FX thread only, no toolkit.
final class JobInspectorViewModel {
    static final int FIRES = 5;
    static final int RECORDS = 5;
    /// More are planned only for a job that fires many times a second.
    private static final int PLANNED = 10;

    /// What was found out; `listing` tells of which state of which job.
    ///
    /// @param planned firings that stand in the ledger already, the next one first
    /// @param ahead   those that are to be expected after them
    record Facts(
            JobListing listing, List<TriggerRecord> planned, DueTimes.Preview ahead, List<TriggerRecord> records) {}

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<@Nullable Facts> facts = new ReadOnlyObjectWrapper<>(this, "facts");
    private int generation;

    JobInspectorViewModel(Texts texts, BackgroundTasks tasks, InstantSource clock) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
    }

    /// Null while nothing is selected or known.
    ReadOnlyObjectProperty<@Nullable Facts> factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /// Shows this state of a job; null for none. Only the latest wish is answered.
    void show(@Nullable Workspace workspace, @Nullable JobListing listing) {
        int mine = ++generation;
        if (workspace == null || listing == null) {
            facts.set(null);
            return;
        }
        Facts before = facts.get();
        if (before == null || !before.listing().job().id().equals(listing.job().id())) {
            facts.set(null);
        }
        Instant now = clock.instant();
        tasks.quietly(texts.live("jobs.task.inspect"), () -> find(workspace, listing, now))
                .onDone(found -> {
                    if (mine == generation) {
                        facts.set(found);
                    }
                })
                // the page says that the database is away; what was known of the job stays
                .onFailed(why -> {});
    }

    private static Facts find(Workspace workspace, JobListing listing, Instant now) {
        Job job = listing.job();
        RecordRepository.Filter filter = new RecordRepository.Filter(job.id(), Set.of(), "");
        List<TriggerRecord> records = workspace.database().records().page(workspace.instance(), filter, null, RECORDS);
        List<TriggerRecord> planned = planned(workspace, job);
        return new Facts(listing, planned, after(planned, ahead(workspace, job, now)), records);
    }

    private static List<TriggerRecord> planned(Workspace workspace, Job job) {
        RecordRepository.Filter filter = new RecordRepository.Filter(job.id(), Set.of(RunStatus.PLANNED), "");
        return workspace
                .database()
                .records()
                .page(workspace.instance(), filter, null, PLANNED)
                .reversed();
    }

    /// What is planned is not told twice.
    private static DueTimes.Preview after(List<TriggerRecord> planned, DueTimes.Preview ahead) {
        Set<Instant> dues = planned.stream().map(TriggerRecord::due).collect(Collectors.toSet());
        List<DueTimes.Fire> rest =
                ahead.fires().stream().filter(fire -> !dues.contains(fire.at())).toList();
        return new DueTimes.Preview(rest, ahead.leftOut());
    }

    /// None for a job that the engine would not plan: a disabled one, or one whose calendar is gone or unreadable.
    private static DueTimes.Preview ahead(Workspace workspace, Job job, Instant now) {
        String name = job.spec().calendar();
        Calendar calendar = name == null
                ? null
                : workspace
                        .database()
                        .calendars()
                        .find(workspace.instance(), name)
                        .filter(StoredCalendar::sound)
                        .map(StoredCalendar::calendar)
                        .orElse(null);
        boolean planned = job.enabled()
                && job.sound()
                && (name == null || calendar != null)
                && DueTimes.refuse(job.spec().trigger(), job.spec().window(), calendar, now)
                        .isEmpty();
        return planned
                ? DueTimes.preview(job.spec().trigger(), job.spec().window(), calendar, now, FIRES)
                : new DueTimes.Preview(List.of(), List.of());
    }
}
