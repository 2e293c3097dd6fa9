package io.quartermaster.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A run of work that is cut up, without a toolkit, over a real database.
class WorkViewModelTest {
    private final Seeded seeded = new Seeded();
    private final WorkRows rows = new WorkRows(seeded);
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final Texts texts = new Texts(Language.ENGLISH);
    private final WorkViewModel model = new WorkViewModel(texts, tasks.tasks(), clock);
    private final WorkWords words = new WorkWords(texts, new Times(texts, new Ticker(clock), ZoneOffset.UTC));
    private final Job job = seeded.job(WorkRows.cluster("settle-all"), true);
    private final RecordId record = seeded.record(job, clock.instant(), RunStatus.EXECUTING);

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void theLayersAreCountedAndTheEndIsUnknownWhileSplitsGoOn() {
        long run = rows.run(job, record, RunStatus.EXECUTING, 1);
        rows.chunks(run, 0, "SPLIT", 1, 1, ChunkStatus.SUCCEED)
                .chunks(run, 1, "SPLIT", 2, 9, ChunkStatus.SUCCEED)
                .chunks(run, 1, "SPLIT", 10, 11, ChunkStatus.EXECUTING)
                .chunks(run, 2, "EXECUTE", 12, 20, ChunkStatus.WAITING)
                .chunks(run, 2, "EXECUTE", 21, 22, ChunkStatus.FAILED);
        open();

        WorkSnapshot now = shown();
        assertThat(now.layers())
                .extracting(WorkSnapshot.Layer::handler)
                .containsExactly("byTable", "byPage", "settleAll");
        assertThat(now.layers()).extracting(WorkSnapshot.Layer::open).containsExactly(0, 2, 9);
        assertThat(now.last().again()).as("two that were sent three times").isEqualTo(4);
        assertThat(now.counted()).isFalse();
        assertThat(words.left(now, model.paceProperty().get())).isEqualTo("still splitting, end unknown");
        assertThat(words.progress(now)).isEqualTo("2 of 11 chunks so far, 280 items");
        assertThat(words.counts(now.last().chunks())).isEqualTo("2 failed, 9 waiting");
    }

    @Test
    void machinesAreToldWithTheirChunksAndThoseWhoAreSlowFirst() {
        long run = rows.run(job, record, RunStatus.EXECUTING, 2);
        rows.machine(run, 0, RunStatus.EXECUTING, "").machine(run, 1, RunStatus.FAILED, "went away");
        rows.chunks(run, 2, "EXECUTE", 1, 40, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 41, 48, ChunkStatus.EXECUTING);
        open();

        WorkSnapshot now = shown();
        assertThat(now.machines()).extracting(WorkSnapshot.Machine::all).containsExactly(12, 12);
        assertThat(now.machines().getFirst().each()).isEqualTo(2_000);
        assertThat(now.stragglers()).extracting(Chunk::number).startsWith(41, 42);
        assertThat(now.counted()).isTrue();
    }

    @Test
    void theRateIsThatOfReadingsThatFollowedEachOther() {
        long run = rows.run(job, record, RunStatus.EXECUTING, 2);
        rows.chunks(run, 2, "EXECUTE", 1, 100, ChunkStatus.WAITING);
        open();
        assertThat(words.pace(shown(), model.paceProperty().get())).isEqualTo("pace unknown yet");
        assertThat(words.left(shown(), model.paceProperty().get())).isEqualTo("end unknown");

        seeded.database().run(handle -> handle.execute("update work_run set status = 'SUCCEED', finished_at = 1"));
        read();
        assertThat(words.left(shown(), model.paceProperty().get())).isEqualTo("—");
        seeded.database().run(handle -> handle.execute("update work_chunk set status = 'SUCCEED'"));
        model.tick(clock.instant());
        tasks.runAll();
        assertThat(shown().last().open()).as("a run that ended is read no more").isEqualTo(100);
    }

    @Test
    void tenThousandChunksComeAPageAtATimeAndByLayerStatusAndMachine() {
        long run = rows.run(job, record, RunStatus.EXECUTING, 2);
        rows.chunks(run, 1, "SPLIT", 1, 10, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 11, 9_990, ChunkStatus.SUCCEED)
                .chunks(run, 2, "EXECUTE", 9_991, 10_000, ChunkStatus.FAILED);
        open();
        ChunkPages pages = model.chunks();
        assertThat(pages.chunks()).hasSize(ChunkPages.PAGE);
        assertThat(pages.moreProperty().get()).isTrue();

        pages.loadMore();
        tasks.runAll();
        assertThat(pages.chunks())
                .hasSize(2 * ChunkPages.PAGE)
                .extracting(Chunk::number)
                .startsWith(1, 2)
                .endsWith(399, 400);
        Set<Integer> numbers =
                new HashSet<>(pages.chunks().stream().map(Chunk::number).toList());
        assertThat(numbers).hasSize(2 * ChunkPages.PAGE);

        pages.statusProperty().set(ChunkStatus.FAILED);
        tasks.runAll();
        assertThat(pages.chunks()).hasSize(10);
        assertThat(pages.moreProperty().get()).isFalse();
        pages.machineProperty().set(WorkRows.machine(9_992));
        tasks.runAll();
        assertThat(pages.chunks()).extracting(Chunk::number).containsExactly(9_992, 9_996, 10_000);
        pages.statusProperty().set(null);
        pages.machineProperty().set(null);
        pages.stageProperty().set(1);
        tasks.runAll();
        assertThat(pages.chunks()).hasSize(10);
    }

    @Test
    void aChunkThatDidNotChangeKeepsItsRow() {
        long run = rows.run(job, record, RunStatus.EXECUTING, 2);
        rows.chunks(run, 2, "EXECUTE", 1, 3, ChunkStatus.EXECUTING);
        open();
        List<Chunk> before = List.copyOf(model.chunks().chunks());

        seeded.database().run(handle -> handle.execute("update work_chunk set status = 'SUCCEED' where number = 2"));
        read();

        List<Chunk> after = model.chunks().chunks();
        assertThat(after.get(0)).isSameAs(before.get(0));
        assertThat(after.get(1).status()).isEqualTo(ChunkStatus.SUCCEED);
        assertThat(after.get(2)).isSameAs(before.get(2));
    }

    @Test
    void aRefusalIsSaidWordForWordAndWhatIsDoneToo() {
        rows.run(job, record, RunStatus.EXECUTING, 2);
        open();

        model.ask(seeded.workspace(), job, record, Command.Kind.PAUSE, "disk is nearly full");
        tasks.runAll();
        seeded.answer("REFUSED", null, "can not suspend job that is executing last handler");
        model.tick(clock.instant());
        tasks.runAll();
        assertThat(said())
                .isEqualTo("The servers refused to pause the run of settle-all:"
                        + " can not suspend job that is executing last handler");
        AuditEntry entry =
                seeded.database().audit().page(Seeded.INSTANCE, null, 1).getFirst();
        assertThat(entry.action()).isEqualTo("run.pause");
        assertThat(entry.reason()).isEqualTo("disk is nearly full");

        model.ask(seeded.workspace(), job, record, Command.Kind.CANCEL, null);
        tasks.runAll();
        clock.advance(Duration.ofSeconds(6));
        model.tick(clock.instant());
        tasks.runAll();
        assertThat(said()).startsWith("No server has picked up the wish");
        seeded.answer("DONE", record, null);
        model.tick(clock.instant());
        tasks.runAll();
        assertThat(said()).isEqualTo("The run of settle-all is cancelled");
    }

    @Test
    void theLimitIsSavedOverTheVersionThatWasShownWithItsReason() {
        rows.run(job, record, RunStatus.EXECUTING, 2);
        open();
        Job before = Objects.requireNonNull(shown().job());

        model.limit(seeded.workspace(), before, 50, "month end");
        tasks.runAll();
        assertThat(seeded.database().jobs().find(job.id()).orElseThrow().spec())
                .isEqualTo(job.spec().withWork(job.spec().work().withRate(50)));
        assertThat(seeded.database()
                        .audit()
                        .page(Seeded.INSTANCE, null, 1)
                        .getFirst()
                        .reason())
                .isEqualTo("month end");
        assertThat(said()).isEqualTo("settle-all may process 50 items a second now");

        model.limit(seeded.workspace(), before, 70, null);
        tasks.runAll();
        assertThat(said()).startsWith("anna saved a newer version of settle-all meanwhile");
        assertThat(Objects.requireNonNull(shown().job()).spec().work().rate()).isEqualTo(50);
    }

    @Test
    void aRecordWhoseWorkIsInOnePieceHasNone() {
        open();
        assertThat(model.shownProperty().get()).isNull();
        assertThat(model.updatedProperty().get()).isNotNull();
        assertThat(WorkLevels.read(seeded.database(), record)).isEmpty();
    }

    private void open() {
        model.open(seeded.workspace(), record);
        tasks.runAll();
    }

    private void read() {
        model.refresh();
        tasks.runAll();
    }

    private WorkSnapshot shown() {
        return Objects.requireNonNull(model.shownProperty().get());
    }

    private String said() {
        return Objects.requireNonNull(model.saidProperty().get()).text();
    }
}
