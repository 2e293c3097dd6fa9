package io.quartermaster.app.work;

import io.quartermaster.app.connections.CommandWatch;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.RecordId;
import io.quartermaster.store.SaveResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One run of work that is cut up, followed while it goes on. FX thread only, without a toolkit; the database is asked
/// in background tasks.
final class WorkViewModel {
    /// What came of something a person asked for.
    ///
    /// @param wrong whether it did not come to pass
    record Said(String text, boolean wrong) {}

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final CommandWatch watch;
    private final ChunkPages chunks;
    private final ReadOnlyObjectWrapper<@Nullable WorkSnapshot> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<Pace> pace = new ReadOnlyObjectWrapper<>(this, "pace", Pace.UNKNOWN);
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private final ReadOnlyObjectWrapper<@Nullable Said> said = new ReadOnlyObjectWrapper<>(this, "said");
    private @Nullable Workspace workspace;
    private @Nullable RecordId record;
    private @Nullable Long wantedRun;
    private int generation;
    private boolean underWay;

    WorkViewModel(Texts texts, BackgroundTasks tasks, InstantSource clock) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
        this.watch = new CommandWatch(texts, tasks, clock);
        this.chunks = new ChunkPages(texts, tasks);
    }

    ChunkPages chunks() {
        return chunks;
    }

    @Nullable
    Workspace workspace() {
        return workspace;
    }

    /// Null before the first reading, and when the record has no such run.
    ReadOnlyObjectProperty<@Nullable WorkSnapshot> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Pace> paceProperty() {
        return pace.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Said> saidProperty() {
        return said.getReadOnlyProperty();
    }

    /// Follows the work of a record from now on; null for none.
    void open(@Nullable Workspace in, @Nullable RecordId of) {
        workspace = in;
        record = of;
        wantedRun = null;
        begin();
    }

    /// Another run of the same record.
    void choose(long run) {
        WorkSnapshot now = shown.get();
        if (now == null || now.run().id() != run) {
            wantedRun = run;
            begin();
        }
    }

    private void begin() {
        generation++;
        underWay = false;
        shown.set(null);
        pace.set(Pace.UNKNOWN);
        updated.set(null);
        trouble.set(null);
        said.set(null);
        chunks.of(null, 0);
        refresh();
    }

    /// The pulse. A run that has ended changes no more.
    void tick(Instant now) {
        watch.tick(now);
        WorkSnapshot last = shown.get();
        if (last == null || last.run().finished() == null) {
            refresh();
        }
    }

    void refresh() {
        Workspace from = workspace;
        RecordId of = record;
        if (from == null || of == null || underWay) {
            return;
        }
        underWay = true;
        int mine = generation;
        Long run = wantedRun;
        tasks.quietly(texts.live("work.task.read"), () -> WorkSnapshot.read(from.database(), of, run))
                .onDone(found -> over(mine, () -> show(from, found)))
                .onFailed(why -> over(mine, () -> trouble.set(Trouble.next(trouble.get(), clock.instant(), why))));
    }

    private void over(int asked, Runnable then) {
        if (asked == generation) {
            underWay = false;
            then.run();
        }
    }

    private void show(Workspace from, Optional<WorkSnapshot> found) {
        updated.set(clock.instant());
        trouble.set(null);
        WorkSnapshot now = found.orElse(null);
        if (now == null) {
            shown.set(null);
            return;
        }
        pace.set(now.going() ? pace.get().with(now.reading()) : Pace.UNKNOWN);
        shown.set(now);
        chunks.of(from, now.run().id());
        chunks.refresh();
    }

    /// Asks the servers to pause, to resume or to cancel a run; what they answer is said word for word.
    void ask(Workspace in, Job job, RecordId of, Command.Kind kind, @Nullable String reason) {
        String name = job.spec().name();
        String key = UUID.randomUUID().toString();
        said.set(new Said(texts.get("work.asked." + kind, name), false));
        tasks.run(
                        texts.live("work.task.ask", name),
                        () -> in.database().commands().askOfRun(job, of, kind, key, in.actor(), reason))
                .onDone(command -> watch.watch(in, command.id(), "work.task.ask", name, heard -> {
                    said.set(answer(kind, name, heard));
                    refresh();
                }))
                .onFailed(why -> said.set(failed(name, why)));
    }

    private Said answer(Command.Kind kind, String name, CommandWatch.Heard heard) {
        return switch (heard) {
            case CommandWatch.Heard.Done done -> new Said(texts.get("work.done." + kind, name), false);
            case CommandWatch.Heard.Refused refused ->
                new Said(texts.get("work.refused." + kind, name, refused.answer()), true);
            case CommandWatch.Heard.Unanswered none -> new Said(texts.get("work.unanswered", name), true);
        };
    }

    /// Saves the job with another limit over the version that was shown.
    void limit(Workspace in, Job job, int rate, @Nullable String reason) {
        JobSpec spec = job.spec().withWork(job.spec().work().withRate(rate));
        String name = job.spec().name();
        tasks.run(texts.live("jobs.task.save", name), () -> in.database()
                        .jobs()
                        .update(job.id(), job.version(), spec, job.enabled(), in.actor(), reason))
                .onDone(result -> {
                    said.set(saved(result, name, rate));
                    refresh();
                })
                .onFailed(why -> said.set(failed(name, why)));
    }

    private Said saved(SaveResult result, String name, int rate) {
        return switch (result) {
            case SaveResult.Saved done ->
                new Said(texts.get(rate == 0 ? "work.limit.none" : "work.limit.saved", name, rate), false);
            case SaveResult.Stale stale ->
                new Said(texts.get("work.limit.stale", name, stale.current().updatedBy()), true);
            case SaveResult.Gone gone -> new Said(texts.get("work.limit.gone", name), true);
            case SaveResult.NoCalendar missing -> new Said(texts.get("jobs.refused.calendar", missing.name()), true);
            case SaveResult.NameTaken taken -> new Said(texts.get("jobs.refused.taken", taken.name()), true);
            case SaveResult.Running running -> throw new IllegalStateException("a save is never refused as running");
            case SaveResult.Deleted deleted -> throw new IllegalStateException("a save never deletes");
        };
    }

    private Said failed(String name, Throwable why) {
        return new Said(texts.get("work.failed", name, new Trouble(clock.instant(), why).cause()), true);
    }

    void dismiss() {
        said.set(null);
    }
}
