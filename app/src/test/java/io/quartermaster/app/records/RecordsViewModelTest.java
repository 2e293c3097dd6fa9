package io.quartermaster.app.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.testing.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list of records, without a toolkit, over a real database.
class RecordsViewModelTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(NOON);
    private final Texts texts = new Texts(Language.ENGLISH);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final RecordsViewModel model = new RecordsViewModel(texts, tasks.tasks(), clock, workspace);
    private final Job job = seeded.job("settle-eod");

    @BeforeEach
    void connect() {
        workspace.set(seeded.workspace());
    }

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void theNewestComeFirst() {
        RecordId older = record(1, RunStatus.SUCCEED);
        RecordId newer = record(2, RunStatus.FAILED);

        read();

        assertThat(ids()).containsExactly(newer, older);
        assertThat(model.faceProperty().get()).isEqualTo(RecordsViewModel.Face.ROWS);
    }

    @Test
    void olderOnesAreFetchedPageByPage() {
        for (int i = 0; i < RecordsReading.PAGE * 2 + 10; i++) {
            record(i, RunStatus.SUCCEED);
        }
        read();
        assertThat(model.rows()).hasSize(RecordsReading.PAGE);

        model.loadOlder();
        model.loadOlder();
        tasks.runAll();
        assertThat(model.rows()).hasSize(RecordsReading.PAGE * 2);
        assertThat(model.moreProperty().get()).isTrue();

        model.loadOlder();
        tasks.runAll();
        assertThat(model.rows()).hasSize(RecordsReading.PAGE * 2 + 10);
        assertThat(model.moreProperty().get()).isFalse();
        assertThat(ids()).doesNotHaveDuplicates();
    }

    @Test
    void aNewRecordComesOnTopAndIsCountedWhileItIsOutOfSight() {
        RecordId first = record(1, RunStatus.SUCCEED);
        read();
        RecordRow held = model.rows().getFirst();
        model.selectedProperty().set(held);
        model.atTopProperty().set(false);

        record(2, RunStatus.SUCCEED);
        record(3, RunStatus.SUCCEED);
        read();

        assertThat(model.rows().getLast()).isSameAs(held);
        assertThat(held.id()).isEqualTo(first);
        assertThat(model.selectedProperty().get()).isSameAs(held);
        assertThat(model.unseenProperty().get()).isEqualTo(2);
        model.atTopProperty().set(true);
        assertThat(model.unseenProperty().get()).isZero();
    }

    @Test
    void aRunThatEndsChangesInPlace() {
        RecordId id = record(1, RunStatus.EXECUTING);
        read();
        RecordRow row = model.rows().getFirst();
        List<Object> changes = new ArrayList<>();
        model.rows().addListener((ListChangeListener<RecordRow>) changes::add);

        seeded.status(id, RunStatus.SUCCEED);
        read();

        assertThat(row.record().status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(changes).isEmpty();
    }

    @Test
    void anOldRunThatEndsChangesToo() {
        RecordId id = record(0, RunStatus.EXECUTING);
        for (int i = 1; i <= RecordsReading.PAGE + 5; i++) {
            record(i, RunStatus.SUCCEED);
        }
        read();
        model.loadOlder();
        tasks.runAll();

        seeded.status(id, RunStatus.FAILED);
        read();

        assertThat(model.rows().getLast().record().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void moreNewOnesThanAreReadBackLeaveNoHole() {
        record(0, RunStatus.SUCCEED);
        read();
        int flood = RecordsReading.PAGE * 5 + 40;
        for (int i = 1; i <= flood; i++) {
            record(i, RunStatus.SUCCEED);
        }

        read();
        assertThat(model.rows()).hasSize(RecordsReading.PAGE * 5);
        model.loadOlder();
        tasks.runAll();

        assertThat(model.rows()).hasSize(flood + 1);
    }

    @Test
    void textStatusAndJobNarrowIt() {
        Job other = seeded.job("recon");
        record(1, RunStatus.SUCCEED);
        RecordId failed = record(2, RunStatus.FAILED);
        RecordId recon = seeded.record(other, NOON, RunStatus.SUCCEED);
        read();

        ask(RecordQuery.ALL.withStatuses(Set.of(RunStatus.FAILED)));
        assertThat(ids()).containsExactly(failed);
        ask(RecordQuery.ALL.withText("RECO"));
        assertThat(ids()).containsExactly(recon);
        ask(RecordQuery.ALL.ofJob(other.id(), "recon"));
        assertThat(ids()).containsExactly(recon);
        ask(RecordQuery.ALL.withText(model.rows().getFirst().record().trace().value()));
        assertThat(ids()).containsExactly(recon);
        ask(RecordQuery.ALL.withText("nothing"));
        assertThat(model.faceProperty().get()).isEqualTo(RecordsViewModel.Face.NOTHING_MATCHES);
    }

    @Test
    void whatIsPlannedShowsOnlyWhenAskedFor() {
        RecordId planned = record(5, RunStatus.PLANNED);
        read();
        assertThat(model.faceProperty().get()).isEqualTo(RecordsViewModel.Face.EMPTY);

        ask(RecordQuery.ALL.withUpcoming(true));

        assertThat(ids()).containsExactly(planned);
    }

    @Test
    void aRecordThatNoLongerFitsTheFilterGoes() {
        RecordId id = record(1, RunStatus.EXECUTING);
        read();
        ask(RecordQuery.ALL.withStatuses(Set.of(RunStatus.EXECUTING)));
        assertThat(ids()).containsExactly(id);

        seeded.status(id, RunStatus.SUCCEED);
        read();

        assertThat(ids()).isEmpty();
    }

    @Test
    void aWantedRecordIsSelectedWhenItIsThere() {
        RecordId wanted = record(1, RunStatus.SUCCEED);
        record(2, RunStatus.SUCCEED);
        model.want(wanted);

        read();

        assertThat(model.selectedProperty().get()).isNotNull();
        assertThat(model.selectedProperty().get().id()).isEqualTo(wanted);
    }

    @Test
    void aDatabaseThatGoesAwayLeavesWhatWasRead() {
        record(1, RunStatus.SUCCEED);
        read();
        seeded.close();

        read();

        assertThat(model.rows()).hasSize(1);
        assertThat(model.troubleProperty().get()).isNotNull();
        assertThat(tasks.unheard()).isEmpty();
    }

    @Test
    void aRecordTellsItsStoryInOrder() {
        RecordId id = record(1, RunStatus.SUCCEED);
        seeded.event(id, 1, NOON.plusSeconds(60), "LATE", "SUCCEED came after the run was closed");
        RecordStory story = new RecordStory(texts, tasks.tasks());

        story.show(seeded.workspace(), id);
        tasks.runAll();

        assertThat(story.eventsProperty().get())
                .extracting(RecordEvent::kind)
                .containsExactly("PLANNED", "FIRED", "CLOSED", "LATE");
    }

    private RecordId record(int second, RunStatus status) {
        return seeded.record(job, NOON.minusSeconds(10_000).plusSeconds(second), status);
    }

    private void ask(RecordQuery query) {
        model.queryProperty().set(query);
        tasks.runAll();
    }

    private void read() {
        model.refresh();
        tasks.runAll();
    }

    private List<RecordId> ids() {
        return model.rows().stream().map(RecordRow::id).toList();
    }
}
