package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.TopologyRules;
import io.quartermaster.model.topology.run.BeginWith;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Range;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import io.quartermaster.server.samples.Samples;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import io.quartermaster.store.JobListing;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The samples on an embedded engine, answered from within it.
class SamplesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private EmbeddedEngine engine;
    private Samples.Added added;

    @BeforeEach
    void start() {
        engine = EmbeddedEngine.start(EmbeddedSettings.in(directory).withPort(0).withCadence(TestServer.QUICK));
        added = engine.addSamples();
        Eventually.until(
                "the sample client is there",
                () -> engine.database().cluster().handlers(EmbeddedEngine.INSTANCE, "sample-app").stream()
                        .anyMatch(offered -> offered.clients() > 1));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void theClientOfTheSamplesIsThereAgainWhenTheEngineIs() {
        engine.close();
        engine = EmbeddedEngine.start(EmbeddedSettings.in(directory).withPort(0).withCadence(TestServer.QUICK));
        assertThat(engine.hasSampleClient()).isTrue();
    }

    private Job job(String name) {
        return engine.database().jobs().list(EmbeddedEngine.INSTANCE).stream()
                .map(JobListing::job)
                .filter(job -> job.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TriggerRecord begun(String name, boolean breakpoints, Map<String, Object> parameters) {
        Command asked = engine.database()
                .topologyRuns()
                .begin(
                        job(name),
                        new BeginWith(Range.ALL, breakpoints, parameters),
                        UUID.randomUUID().toString(),
                        Jobs.ANNA,
                        null);
        Command answer = new Jobs(engine.database()).answer(asked);
        assertThat(answer.state()).as(answer.answer()).isEqualTo(Command.State.DONE);
        return record(answer);
    }

    private TriggerRecord record(Command answer) {
        return engine.database()
                .records()
                .find(Objects.requireNonNull(answer.record()))
                .orElseThrow();
    }

    private TriggerRecord ended(TriggerRecord run) {
        Eventually.until("the run ends", PATIENCE, () -> now(run).status().closed());
        return now(run);
    }

    private TriggerRecord now(TriggerRecord run) {
        return engine.database().records().find(run.id()).orElseThrow();
    }

    private TopologyRun replayed(TriggerRecord run) {
        var runs = engine.database().topologyRuns();
        return TopologyRun.replay(runs.definitions(run.id()).orElseThrow(), runs.events(run.id(), 0));
    }

    @Test
    void aJobOfEveryKindRunsToTheEndItIsThereToShow() {
        Map<String, RunStatus> ends = new LinkedHashMap<>();
        Map<String, TriggerRecord> runs = new LinkedHashMap<>();
        List.of(
                        "sum-balances",
                        "day-books",
                        "books-everywhere",
                        "add-interest",
                        "add-interest-to-all",
                        "notify-holders",
                        "announce-rates")
                .forEach(name -> {
                    Jobs jobs = new Jobs(engine.database());
                    runs.put(name, record(jobs.answer(jobs.triggerNow(job(name)))));
                });
        runs.forEach((name, run) -> ends.put(name, ended(run).status()));

        assertThat(ends)
                .containsExactly(
                        Map.entry("sum-balances", RunStatus.SUCCEED),
                        Map.entry("day-books", RunStatus.SUCCEED),
                        Map.entry("books-everywhere", RunStatus.SUCCEED),
                        Map.entry("add-interest", RunStatus.SUCCEED),
                        Map.entry("add-interest-to-all", RunStatus.FAILED),
                        Map.entry("notify-holders", RunStatus.SUCCEED),
                        Map.entry("announce-rates", RunStatus.SUCCEED));
    }

    @Test
    void theyArePublishedWithoutAWarningAndAddedOnce() {
        assertThat(added.topologies())
                .containsExactly(
                        "morning-rates",
                        "reconciliation",
                        "end-of-day-settlement",
                        "reporting-pipeline",
                        "zone-switch-drill");
        assertThat(added.jobs()).hasSize(42);
        for (String name : added.topologies()) {
            var version =
                    engine.database().topologies().published(job(name).id()).orElseThrow();
            assertThat(TopologyRules.check(version.definition())).as(name).isEmpty();
        }
        List<String> offered = engine.database().cluster().handlers(EmbeddedEngine.INSTANCE, "sample-app").stream()
                .map(OfferedHandler::handler)
                .toList();
        assertThat(added.jobs())
                .map(name -> job(name).spec())
                .filteredOn(spec -> spec.type() != JobType.MESSAGE)
                .allSatisfy(spec -> assertThat(offered).containsAll(spec.work().handlers(spec.type(), spec.target())));
        assertThat(engine.addSamples().isEmpty()).isTrue();
    }

    @Test
    void theSettlementRunsToItsEnd() {
        TriggerRecord run = ended(begun("end-of-day-settlement", false, Map.of("areas", List.of("north", "south"))));
        assertThat(run.status()).as(run.error()).isEqualTo(RunStatus.SUCCEED);
        TopologyRun replayed = replayed(run);
        assertThat(replayed.node(NodeKey.top("await")).pass()).isEqualTo(3);
        assertThat(replayed.node(NodeKey.of("areas#1/net")).status()).isEqualTo(NodeStatus.SUCCEED);
        assertThat(replayed.node(NodeKey.of("reconcile~1.1/investigate")).status())
                .isEqualTo(NodeStatus.SUCCEED);
    }

    @Test
    void theSettlementHaltsBeforeItPosts() {
        TriggerRecord run = begun("end-of-day-settlement", true, Map.of("areas", List.of("north"), "fileAfter", 1));
        NodeKey prepare = NodeKey.top("prepare");
        Eventually.until("it halts", PATIENCE, () -> now(run).status().running() && replayedIfBegun(run, prepare));
        engine.database()
                .topologyRuns()
                .ask(run, new Input.Act(Verb.CONFIRM, prepare, "anna", "looked at"), "confirm", Jobs.ANNA);
        assertThat(ended(run).status()).isEqualTo(RunStatus.SUCCEED);
    }

    private boolean replayedIfBegun(TriggerRecord run, NodeKey node) {
        return engine.database().topologyRuns().definitions(run.id()).isPresent()
                && replayed(run).node(node).held();
    }

    @Test
    void theOthersRunToTheirEnds() {
        List<TriggerRecord> runs =
                List.of("morning-rates", "reconciliation", "reporting-pipeline", "zone-switch-drill").stream()
                        .map(name -> begun(name, false, Map.of()))
                        .toList();
        for (TriggerRecord run : runs) {
            TriggerRecord ended = ended(run);
            assertThat(ended.status())
                    .as(ended.jobName() + ": " + ended.error())
                    .isEqualTo(RunStatus.SUCCEED);
        }
        assertThat(replayed(runs.getLast()).node(NodeKey.of("cells#1/drain")).status())
                .isEqualTo(NodeStatus.SUCCEED);
    }
}
