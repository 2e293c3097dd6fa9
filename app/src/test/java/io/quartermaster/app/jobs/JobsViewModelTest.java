package io.quartermaster.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The list of jobs, without a toolkit, over a real database.
class JobsViewModelTest {
    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final Texts texts = new Texts(Language.ENGLISH);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final JobsViewModel model = new JobsViewModel(texts, tasks.tasks(), clock, workspace);

    @BeforeEach
    void connect() {
        workspace.set(seeded.workspace());
    }

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void withoutAConnectionItSaysSo() {
        workspace.set(null);

        read();

        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.NO_CONNECTION);
    }

    @Test
    void itLoadsThenShowsThatThereIsNothing() {
        model.refresh();
        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.LOADING);

        tasks.runAll();

        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.EMPTY);
    }

    @Test
    void everyWordOfTheFilterMustBeInNameGroupApplicationOrHandler() {
        seeded.job("settle-eod");
        seeded.job("settle-hourly");
        seeded.job("recon");
        read();

        model.filterProperty().set("SETTLE  eod");
        assertThat(names()).containsExactly("settle-eod");

        model.filterProperty().set("settleHandler rec");
        assertThat(names()).containsExactly("recon");

        model.filterProperty().set("nothing like it");
        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.NOTHING_MATCHES);
        assertThat(model.totalProperty().get()).isEqualTo(3);
    }

    @Test
    void aJobThatCannotBeReadIsShownAmongTheOthers() {
        seeded.job("a");
        seeded.byHand(seeded.job("b"), "params", "{day: today");
        seeded.byHand(seeded.job("c"), "time_zone", "Mars/Olympus");
        seeded.job("d");

        read();

        assertThat(names()).containsExactly("a", "b", "c", "d");
        assertThat(model.shown())
                .extracting(row -> row.listing().job().sound())
                .containsExactly(true, false, false, true);
        assertThat(model.troubleProperty().get()).isNull();
    }

    @Test
    void aRefreshChangesRowsInPlaceAndKeepsTheSelection() {
        seeded.job("a");
        Job b = seeded.job("b");
        read();
        JobRow row = model.shown().get(1);
        model.selectedProperty().set(row);
        List<Object> changes = new ArrayList<>();
        model.shown().addListener((ListChangeListener<JobRow>) changes::add);

        seeded.database().jobs().setEnabled(b.id(), 1, false, Seeded.BEN);
        read();

        assertThat(model.shown().get(1)).isSameAs(row);
        assertThat(row.listing().job().enabled()).isFalse();
        assertThat(model.selectedProperty().get()).isSameAs(row);
        assertThat(changes).isEmpty();
    }

    @Test
    void anAddedAndARemovedJobLeaveTheOthersInPlace() {
        Job a = seeded.job("a");
        seeded.job("c");
        read();
        JobRow c = model.shown().get(1);
        model.selectedProperty().set(c);

        seeded.database().jobs().delete(a.id(), 1, Seeded.ANNA, null);
        seeded.job("b");
        read();

        assertThat(names()).containsExactly("b", "c");
        assertThat(model.shown().get(1)).isSameAs(c);
        assertThat(model.selectedProperty().get()).isSameAs(c);
    }

    @Test
    void theSelectionGoesWithItsJob() {
        Job a = seeded.job("a");
        read();
        model.selectedProperty().set(model.shown().getFirst());

        seeded.database().jobs().delete(a.id(), 1, Seeded.ANNA, null);
        read();

        assertThat(model.selectedProperty().get()).isNull();
    }

    @Test
    void anOrderChosenStaysWhenRowsChange() {
        seeded.job("a");
        seeded.job("b");
        read();

        model.orderBy(Comparator.comparing(JobRow::name).reversed());
        seeded.job("c");
        read();

        assertThat(names()).containsExactly("c", "b", "a");
    }

    @Test
    void aDatabaseThatGoesAwayLeavesWhatWasReadAndSaysSinceWhen() {
        seeded.job("a");
        read();
        seeded.close();
        clock.advance(Duration.ofSeconds(2));
        Instant lost = clock.instant();

        read();
        clock.advance(Duration.ofSeconds(2));
        read();

        assertThat(names()).containsExactly("a");
        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.ROWS);
        assertThat(model.troubleProperty().get()).isNotNull();
        assertThat(model.troubleProperty().get().since()).isEqualTo(lost);
        assertThat(tasks.unheard()).isEmpty();
    }

    @Test
    void anInstanceThatCannotBeReadAtAllIsBroken() {
        seeded.close();

        read();

        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.BROKEN);
    }

    @Test
    void itIsReadEveryTwoSecondsAndNotTwiceAtOnce() {
        read();
        seeded.job("a");

        model.tick(clock.instant().plusMillis(1_900));
        tasks.runAll();
        assertThat(names()).isEmpty();

        model.tick(clock.instant().plusMillis(2_000));
        tasks.runAll();
        assertThat(names()).containsExactly("a");
    }

    @Test
    void anAnswerFromTheFormerConnectionIsThrownAway() {
        seeded.job("a");
        model.refresh();
        workspace.set(null);
        model.refresh();

        tasks.runAll();

        assertThat(names()).isEmpty();
        assertThat(model.faceProperty().get()).isEqualTo(JobsViewModel.Face.NO_CONNECTION);
    }

    @Test
    void tenThousandJobsAreReadAndFiltered() {
        seeded.database().run(handle -> {
            var batch = handle.prepareBatch(
                    """
                    insert into job (instance_id, name, group_name, description, job_type, application, target, trigger_kind,
                      cron, time_zone, missed, timeout_ms, on_timeout, retries, back_off_ms, exclusive_run, communication,
                      routing, params, enabled, version, updated_by, updated_at)
                    values ('000001', :name, 'eod', '', 'SIMPLE', 'settle-app', 'settleHandler', 'CRON', '0 0 2 * * ?',
                      'UTC', 'IGNORE', 0, 'MARK', 0, 0, 0, 'CALLBACK', 'RANDOM', '[]', 1, 1, 'anna', 0)""");
            for (int i = 0; i < 10_000; i++) {
                batch.bind("name", "job-" + i).add();
            }
            batch.execute();
        });
        long start = System.nanoTime();
        read();
        long read = System.nanoTime();
        model.filterProperty().set("9");
        model.filterProperty().set("99");
        model.filterProperty().set("999");
        long filtered = System.nanoTime();

        System.out.printf(
                "10,000 jobs: read %d ms, filter %d ms a keystroke%n",
                (read - start) / 1_000_000, (filtered - read) / 3_000_000);
        assertThat(model.totalProperty().get()).isEqualTo(10_000);
        assertThat(names()).hasSize(19);
    }

    @Test
    void aWishToFireIsAskedOnceAndItsRecordIsNamed() {
        Job job = seeded.job("settle-eod");
        List<Notice> notices = new ArrayList<>();
        FireNow fire = fireNow(notices);

        fire.fire(seeded.workspace(), job);
        tasks.runAll();
        RecordId record = seeded.record(job, clock.instant(), RunStatus.EXECUTING);
        seeded.answer("DONE", record, null);
        fire.tick(clock.instant());
        tasks.runAll();
        fire.tick(clock.instant());
        tasks.runAll();

        assertThat(notices).extracting(Notice::kind).containsExactly(Notice.Kind.WAITING, Notice.Kind.DONE);
        assertThat(notices.getLast().record()).isEqualTo(record);
        assertThat(notices.getLast().text()).isEqualTo("settle-eod was fired, record #" + record);
    }

    @Test
    void aRefusalIsGivenInTheServersWords() {
        Job job = seeded.job("settle-eod");
        List<Notice> notices = new ArrayList<>();
        FireNow fire = fireNow(notices);

        fire.fire(seeded.workspace(), job);
        tasks.runAll();
        seeded.answer("REFUSED", null, "no target was found");
        fire.tick(clock.instant());
        tasks.runAll();

        assertThat(notices.getLast().kind()).isEqualTo(Notice.Kind.REFUSED);
        assertThat(notices.getLast().text()).contains("no target was found");
    }

    @Test
    void whenNoServerAnswersForFiveSecondsAPersonIsToldOnce() {
        Job job = seeded.job("settle-eod");
        List<Notice> notices = new ArrayList<>();
        FireNow fire = fireNow(notices);
        fire.fire(seeded.workspace(), job);
        tasks.runAll();

        for (int second = 1; second <= 8; second++) {
            fire.tick(clock.instant().plusSeconds(second));
            tasks.runAll();
        }

        assertThat(notices).extracting(Notice::kind).containsExactly(Notice.Kind.WAITING, Notice.Kind.WARNING);
        assertThat(notices.getLast().text()).contains("No server has picked up");
    }

    private FireNow fireNow(List<Notice> notices) {
        AtomicInteger key = new AtomicInteger();
        return new FireNow(texts, tasks.tasks(), clock, () -> "key-" + key.incrementAndGet(), notices::add);
    }

    private void read() {
        model.refresh();
        tasks.runAll();
    }

    private List<String> names() {
        return model.shown().stream().map(JobRow::name).toList();
    }
}
