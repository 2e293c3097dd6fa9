package io.quartermaster.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.testing.ManualClock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the work of a job is cut up and who takes it, in the form, over a real database.
class JobWorkFormTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final Texts texts = new Texts(Language.ENGLISH);

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void savingAJobKeepsHowItsWorkIsCutUpAndWhereItMayLand() {
        for (JobSpec spec : List.of(
                steps().withZones(new ZoneScope.Shared(true)),
                steps().withName("each").withZones(new ZoneScope.Each()),
                cluster().withZones(new ZoneScope.Named(List.of("CellA"))))) {
            Job job = seeded.job(spec, true);
            JobEditorViewModel editor = edit(job);
            tasks.runAll();
            assertThat(editor.dirtyProperty().get()).isFalse();
            editor.form().description.set("another word");
            tasks.runAll();

            editor.save();
            tasks.runAll();

            assertThat(editor.outcomeProperty().get()).isInstanceOf(SaveOutcome.Saved.class);
            JobSpec stored =
                    seeded.database().jobs().find(job.id()).orElseThrow().spec();
            assertThat(stored.work()).isEqualTo(spec.work());
            assertThat(stored.zones()).isEqualTo(spec.zones());
            assertThat(stored.application()).isEqualTo(spec.application());
        }
    }

    @Test
    void aJobOfAnotherTypeTakesOnlyWhatItsTypeKnows() {
        JobEditorViewModel editor = edit(seeded.job(cluster(), true));
        tasks.runAll();
        editor.form().type.set(JobType.SIMPLE);

        WorkPlan simple = JobFormReading.of(editor.form()).spec().work();
        assertThat(simple.splits()).isEmpty();
        assertThat(simple.rate()).isZero();

        editor.form().type.set(JobType.CLUSTER);
        assertThat(JobFormReading.of(editor.form()).spec().work())
                .as("what was there is not lost by looking at another type")
                .isEqualTo(cluster().work());
    }

    @Test
    void numbersThatAreNoneOrTooLargeAreRefused() {
        JobEditorViewModel editor = edit(seeded.job(steps(), true));
        for (String wrong : List.of("0", "-1", "1001", "x", "99999999999")) {
            editor.form().work.shards.set(wrong);
            assertThat(rules(editor)).containsExactly("shards:shards.range");
        }
        editor.form().work.shards.set("");
        assertThat(rules(editor)).isEmpty();

        editor.form().type.set(JobType.CLUSTER);
        for (String wrong : List.of("-1", "fast", "99999999999")) {
            editor.form().work.rate.set(wrong);
            assertThat(rules(editor)).containsExactly("rate:rate.form");
        }
        editor.form().work.rate.set("");
        assertThat(JobFormReading.of(editor.form()).spec().work().rate()).isZero();
    }

    @Test
    void chosenHostsAreNeededWhereOnlyTheyMayTakeTheWork() {
        JobEditorViewModel editor = edit(seeded.job(Seeded.spec("chosen"), true));
        editor.form().routing.set(Policies.Routing.CHOSEN);
        assertThat(rules(editor)).containsExactly("addresses:missing");

        editor.form().work.addresses.set("10.0.0.7, app-2.local");
        assertThat(rules(editor)).isEmpty();
        assertThat(JobFormReading.of(editor.form()).spec().work().addresses())
                .containsExactly("10.0.0.7", "app-2.local");
    }

    @Test
    void aStepWithoutANameIsRefusedAndStepsMoveWithTheirNames() {
        JobEditorViewModel editor = edit(seeded.job(steps(), true));
        WorkForm work = editor.form().work;
        work.move(work.steps, 1, -1);
        assertThat(JobFormReading.of(editor.form()).spec().work().steps()).containsExactly("archive", "publish");

        work.steps.add(new HandlerLine(""));
        assertThat(rules(editor)).containsExactly("steps:missing");
        work.steps.removeLast();
        assertThat(rules(editor)).isEmpty();
        assertThat(editor.dirtyProperty().get()).isTrue();
    }

    @Test
    void everyHandlerIsCheckedForTheKindItsPlaceNeeds() {
        seeded.client("settle-app", "byTable", "CLUSTER_SPLIT");
        seeded.client("settle-app", "settleAll", "CLUSTER_EXECUTE");
        seeded.client("other-app", "elsewhere", "CLUSTER_SPLIT");
        JobEditorViewModel editor = edit(seeded.job(cluster(), true));
        tasks.runAll();
        HandlerOffers offers = editor.offers();

        assertThat(offers.warning("settle-app", "byTable", HandlerKind.CLUSTER_SPLIT))
                .isNull();
        assertThat(offers.warning("settle-app", "settleAll", HandlerKind.CLUSTER_SPLIT))
                .isEqualTo(
                        new HandlerOffers.Warning.WrongKind(1, HandlerKind.CLUSTER_EXECUTE, HandlerKind.CLUSTER_SPLIT));
        assertThat(offers.warning("settle-app", "elsewhere", HandlerKind.CLUSTER_SPLIT))
                .isEqualTo(new HandlerOffers.Warning.Elsewhere("settle-app", List.of("other-app")));
        assertThat(offers.warning("settle-app", "nobodys", HandlerKind.CLUSTER_SPLIT))
                .isEqualTo(new HandlerOffers.Warning.Unknown("settle-app", List.of("byTable")));
        assertThat(offers.warning("gone-app", "byTable", HandlerKind.CLUSTER_SPLIT))
                .isEqualTo(new HandlerOffers.Warning.NoClient("gone-app"));
        assertThat(rules(editor)).as("a warning keeps nobody from saving").isEmpty();
    }

    private static List<String> rules(JobEditorViewModel editor) {
        return JobFormReading.of(editor.form()).refused().stream()
                .map(each -> each.field() + ":" + each.rule())
                .toList();
    }

    private JobEditorViewModel edit(Job job) {
        return JobEditorViewModel.edit(texts, tasks.tasks(), clock, seeded.workspace(), SHANGHAI, job);
    }

    private static JobSpec steps() {
        return Seeded.spec("steps")
                .withWork(new WorkPlan(List.of("publish", "archive"), 8, List.of(), 0, List.of("10.0.0.7")));
    }

    private static JobSpec cluster() {
        return Seeded.spec("cluster")
                .withTarget(JobType.CLUSTER, "settle-app", "settleAll")
                .withWork(new WorkPlan(List.of(), 1, List.of("byTable", "byPage"), 500, List.of()));
    }
}
