package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import io.quartermaster.store.TopologyRunRepository.Asked;
import io.quartermaster.store.TopologyRunRepository.Progress;
import io.quartermaster.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Topologies on real servers, with a real client; run on each database by a subclass.
abstract class TopologiesContract extends TopologyBed {
    @Test
    void aTopologyRunsItsNodesAndHandsParametersOn() {
        Desk first = new Desk("first");
        first.puts.put("n", 7);
        Desk second = new Desk("second");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), first, second)) {
            Topology topology = line(
                    List.of(new Param("n", Param.Type.INT, "1")),
                    node("a", task(server, "first")),
                    node("b", task(server, "second")));
            Job job = published(server, "night", topology);
            server.jobs().triggerNow(job);
            TriggerRecord run = ended(server, job);
            assertThat(run.status()).as(run.error()).isEqualTo(RunStatus.SUCCEED);
            assertThat(first.given).containsExactly(Map.of("n", "1"));
            assertThat(second.given).containsExactly(Map.of("n", "7"));
            List<RunEvent> log = server.database.topologyRuns().events(run.id(), 0);
            assertThat(log).extracting(RunEvent::fact).hasAtLeastOneElementOfType(Fact.Sent.class);
            TopologyRun replayed = TopologyRun.replay(
                    server.database.topologyRuns().definitions(run.id()).orElseThrow(), log);
            assertThat(replayed.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aFailedNodeIsRetriedFromTheConsoleAndTheRunEndsWell() {
        Desk desk = new Desk("pay");
        desk.succeeds = call -> call > 1;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "pay"))));
            server.jobs().triggerNow(job);
            TriggerRecord failed = ended(server, job);
            assertThat(failed.status()).isEqualTo(RunStatus.FAILED);
            assertThat(failed.error()).isEqualTo("a FAILED: no money");
            Asked refused = ask(server, failed, new Input.Act(Verb.RESUME, NodeKey.top("a"), "anna", "try"));
            assertThat(refused.answer()).isEqualTo("only allowed to resume PAUSED trigger instance");
            Asked done = ask(server, failed, new Input.Act(Verb.RETRY, NodeKey.top("a"), "anna", "money came"));
            assertThat(done.state()).isEqualTo(Asked.State.DONE);
            Eventually.until(
                    "the run succeeds",
                    () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            assertThat(desk.given).hasSize(2);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aNodeIsRetriedByItsJobsPolicy() {
        Desk desk = new Desk("pay");
        desk.succeeds = call -> call > 2;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            JobSpec spec = Jobs.simple("job-pay", "pay");
            Job member = server.jobs().create(spec.withPolicies(twice(spec.policies())));
            Job job = published(server, "night", line(List.of(), node("a", member)));
            server.jobs().triggerNow(job);
            TriggerRecord run = Eventually.given("the run succeeds", () -> server.jobs().records(job).stream()
                    .filter(record -> record.status() == RunStatus.SUCCEED)
                    .findFirst()
                    .orElse(null));
            assertThat(desk.given).hasSize(3);
            assertThat(run.error()).isNull();
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aNodeWaitsForItsJobsBackOffAndSaysSo() {
        Desk desk = new Desk("pay");
        desk.succeeds = call -> call > 1;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            JobSpec spec = Jobs.simple("job-pay", "pay");
            Job member = server.jobs().create(spec.withPolicies(again(spec.policies(), 1, Duration.ofSeconds(1))));
            Job job = published(server, "night", line(List.of(), node("a", member)));
            server.jobs().triggerNow(job);
            TriggerRecord run = ended(server, job);
            assertThat(run.status()).as(run.error()).isEqualTo(RunStatus.SUCCEED);
            List<RunEvent> log = server.database.topologyRuns().events(run.id(), 0);
            RunEvent failed = log.stream()
                    .filter(line -> line.fact() instanceof Fact.Ended ended && ended.status() == NodeStatus.FAILED)
                    .findFirst()
                    .orElseThrow();
            assertThat(log)
                    .contains(new RunEvent(
                            failed.seq() + 1,
                            failed.at(),
                            new Fact.Waits(
                                    NodeKey.top("a"),
                                    NodeState.WaitsFor.RETRY,
                                    failed.at().plusSeconds(1))));
            assertThat(log).extracting(RunEvent::fact).noneMatch(new Fact.RunTurned(RunStatus.FAILED)::equals);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    /// A client that remembers what it did must not give the old answer.
    @Test
    void aNodeThatWasResetIsDoneOnceMore() {
        Desk first = new Desk("first");
        Desk second = new Desk("second");
        second.succeeds = call -> call > 1;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), first, second)) {
            Job job = published(
                    server,
                    "night",
                    line(List.of(), node("a", task(server, "first")), node("b", task(server, "second"))));
            server.jobs().triggerNow(job);
            TriggerRecord failed = ended(server, job);
            assertThat(failed.error()).isEqualTo("b FAILED: no money");
            Asked reset = ask(server, failed, new Input.Act(Verb.RESET, NodeKey.top("a"), "anna", "once more"));
            assertThat(reset.state()).as(reset.answer()).isEqualTo(Asked.State.DONE);
            Eventually.until(
                    "the run succeeds",
                    () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            assertThat(first.given).hasSize(2);
            assertThat(second.given).hasSize(2);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void whatAHandlerSaysOfANodeIsThereWhileItWorks() {
        Desk desk = new Desk("slow");
        desk.millis = 60_000;
        desk.says = "half way";
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "slow"))));
            server.jobs().triggerNow(job);
            TriggerRecord run = server.jobs().next(job, record -> record.status() == RunStatus.EXECUTING);
            var runs = server.database.topologyRuns();
            assertThat(runs.running(Jobs.INSTANCE, 10)).singleElement().satisfies(running -> {
                assertThat(running.record().id()).isEqualTo(run.id());
                assertThat(running.server()).isEqualTo("s1");
                assertThat(running.since()).isNotNull();
            });
            NodeKey node = NodeKey.top("a");
            Progress progress =
                    Eventually.given("progress", () -> runs.progress(run.id()).get(node));
            assertThat(progress.line()).isEqualTo("half way");
            assertThat(progress.attempt()).isEqualTo(1);
            ask(server, run, new Input.Act(Verb.CANCEL_NODE, node, "anna", "enough"));
            Eventually.until("the handler is stopped", () -> desk.stopped.get());
            desk.says = "all over again";
            ask(server, run, new Input.Act(Verb.RETRY, node, "anna", "once more"));
            Eventually.until("progress of the second attempt", () -> Objects.requireNonNull(
                            runs.progress(run.id()).get(node))
                    .line()
                    .equals("all over again"));
            ask(server, run, new Input.Act(Verb.CANCEL_RUN, null, "anna", "enough"));
            assertThat(ended(server, job).status()).isEqualTo(RunStatus.CANCEL);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aFailureThatReachesNothingIsNotNamedAsWhatBroke() {
        Desk first = new Desk("first");
        Desk second = new Desk("second");
        first.succeeds = call -> false;
        second.succeeds = call -> false;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), first, second)) {
            Node passedOver = node("a", task(server, "first")).withFailure(FailureScope.NONE);
            Job job = published(server, "night", line(List.of(), passedOver, node("b", task(server, "second"))));
            server.jobs().triggerNow(job);
            assertThat(ended(server, job).error()).isEqualTo("b FAILED: no money");
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aJobSpoiledByHandFailsItsNodeAndNoOtherRun() {
        Desk desk = new Desk("pay");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job spoiled = server.jobs().create(Jobs.simple("spoiled", "pay"));
            server.database.run(handle -> handle.execute(
                    "update job set params = replace(params, '[]', '[{\"name\":\"x\",\"type\":\"INT\",\"value\":\"?\"}]')"
                            + " where name = 'spoiled'"));
            Job bad = published(server, "bad", line(List.of(), node("a", spoiled)));
            Job good = published(server, "good", line(List.of(), node("a", task(server, "pay"))));
            server.jobs().triggerNow(bad);
            server.jobs().triggerNow(good);
            assertThat(ended(server, bad).error()).startsWith("a FAILED");
            assertThat(ended(server, good).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aTopologyWithoutAVersionOrThatRunsItselfFailsWithWhy() {
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading()) {
            Job empty = server.jobs()
                    .create(JobSpec.blank(Jobs.INSTANCE).withName("empty").withTarget(JobType.TOPOLOGY, "", ""));
            server.jobs().triggerNow(empty);
            assertThat(ended(server, empty).error()).isEqualTo("no version of this topology is published");
            Job self = server.jobs()
                    .create(JobSpec.blank(Jobs.INSTANCE).withName("self").withTarget(JobType.TOPOLOGY, "", ""));
            Topology within =
                    line(List.of(), Node.of("sub", Part.nested(self.id().value())));
            server.database.topologies().begin(self, 0, within, Jobs.ANNA);
            server.database.topologies().publish(self, 1, 1, Jobs.ANNA);
            server.jobs().triggerNow(self);
            assertThat(ended(server, self).error()).isEqualTo("topology " + self.id() + " runs itself");
        }
    }

    @Test
    void aRunThatTakesTooLongTimesOutWithWhatGoesOnInIt() {
        Desk desk = new Desk("endless");
        desk.millis = 60_000;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "endless"))));
            server.jobs().update(job, job.spec().withPolicies(within(job.spec().policies(), Duration.ofSeconds(1))));
            server.jobs().triggerNow(job);
            TriggerRecord run = ended(server, job);
            assertThat(run.status()).isEqualTo(RunStatus.TIMEOUT);
            assertThat(server.database
                            .topologyRuns()
                            .events(run.id(), 0)
                            .getLast()
                            .fact())
                    .isEqualTo(new Fact.RunTurned(RunStatus.TIMEOUT));
            Eventually.until("the handler is stopped", () -> desk.stopped.get());
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    /// Written by hand, or by a version that knew fewer faults.
    @Test
    void aPublishedVersionWithErrorsIsNotRun() {
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading()) {
            Topology half = Topology.of(List.of(Node.of("start", new Part.Start())), List.of(), List.of());
            Job job = published(server, "night", half);
            server.jobs().triggerNow(job);
            assertThat(ended(server, job).error()).contains("has errors");
        }
    }

    /// What its server left when it went away between firing it and the first line of its log.
    @Test
    void aRunWithoutALogIsBegunByWhoeverFindsIt() {
        Desk desk = new Desk("pay");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "pay"))));
            server.jobs().triggerNow(job);
            TriggerRecord first = ended(server, job);
            server.database.run(handle -> {
                handle.execute(
                        "delete from topology_event where record_id = ?",
                        first.id().value());
                handle.execute(
                        "delete from topology_bound where record_id = ?",
                        first.id().value());
                handle.execute(
                        "update trigger_record set status = 'EXECUTING', finished_at = null where id = ?",
                        first.id().value());
            });
            Eventually.until(
                    "it is done once more",
                    () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            assertThat(server.database.topologyRuns().events(first.id(), 0)).isNotEmpty();
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aLogThatCannotBeReadFailsItsRunAndNoOther() {
        Desk desk = new Desk("pay");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "pay"))));
            server.jobs().triggerNow(job);
            TriggerRecord first = ended(server, job);
            server.database.run(handle -> {
                handle.execute(
                        "update topology_event set fact = '{' where record_id = ?",
                        first.id().value());
                handle.execute(
                        "update trigger_record set status = 'EXECUTING', finished_at = null where id = ?",
                        first.id().value());
            });
            assertThat(ended(server, job).error()).contains("its log cannot be read");
            server.jobs().triggerNow(job);
            Eventually.until(
                    "the next runs", () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aNodeWithoutAClientFailsWithTheText() {
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading()) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "nobody"))));
            server.jobs().triggerNow(job);
            assertThat(ended(server, job).error()).contains("no target was found");
        }
    }

    @Test
    void aCancelledNodeIsStoppedAtItsClient() {
        Desk desk = new Desk("endless");
        desk.millis = 60_000;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(List.of(), node("a", task(server, "endless"))));
            server.jobs().triggerNow(job);
            Eventually.until("the handler works", () -> desk.given.size() == 1);
            TriggerRecord run = server.jobs().records(job).getFirst();
            Asked asked = ask(server, run, new Input.Act(Verb.CANCEL_RUN, null, "anna", "enough"));
            assertThat(asked.state()).as(asked.answer()).isEqualTo(Asked.State.DONE);
            Eventually.until("the handler is stopped", () -> desk.stopped.get());
            assertThat(ended(server, job).status()).isEqualTo(RunStatus.CANCEL);
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    /// The server that runs it goes away in the middle; another goes on from the log, and no node is done twice.
    @Test
    void anotherServerGoesOnFromTheLog() {
        List<Desk> desks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Desk desk = new Desk("step" + i);
            desk.millis = 150;
            desks.add(desk);
        }
        try (TestServer first = TestServer.start(settings(), "s1", directory).leading()) {
            List<Node> nodes = new ArrayList<>();
            for (Desk desk : desks) {
                nodes.add(node("n-" + desk.name, task(first, desk.name)));
            }
            Job job = published(first, "night", line(List.of(), nodes.toArray(Node[]::new)));
            try (TestServer second = TestServer.start(settings(), "s2", directory);
                    SchedulerClient client =
                            second.client("app", "CellA", List.of(first), desks.toArray(ISimpleJobHandler[]::new))) {
                first.jobs().triggerNow(job);
                Eventually.until("it is on its way", () -> !desks.get(2).given.isEmpty());
                TestServer owner = owns(first, job.id()) ? first : second;
                TestServer other = owner == first ? second : first;
                owner.server.close();
                TriggerRecord run = ended(other, job);
                assertThat(run.status()).as(run.error()).isEqualTo(RunStatus.SUCCEED);
                assertThat(desks).allMatch(desk -> desk.given.size() == 1);
                assertThat(client.identity().application()).isEqualTo("app");
            }
        }
    }

    @Test
    void aBranchRunsInEveryZoneOfAType() {
        Desk one = new Desk("drill");
        Desk two = new Desk("drill");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient first = server.client("app", "RZ001", List.of(), one);
                SchedulerClient second = server.client("app", "RZ002", List.of(), two)) {
            Topology across = Topology.of(
                    List.of(
                            Node.of("start", new Part.Start()),
                            Node.of("zones", new Part.CrossZone(List.of(), "RZone")),
                            node("a", task(server, "drill")),
                            Node.of("zones-end", new Part.Close(new NodeId("zones"))),
                            Node.of("end", new Part.End())),
                    List.of(
                            Edge.of("start", "zones"),
                            Edge.of("zones", "a"),
                            Edge.of("a", "zones-end"),
                            Edge.of("zones-end", "end")),
                    List.of());
            // within another, as the types of all levels are asked for at once
            Job inner = published(server, "across", across);
            Job job = published(
                    server,
                    "night",
                    line(List.of(), Node.of("sub", Part.nested(inner.id().value()))));
            var config = server.database.config();
            server.jobs().triggerNow(job);
            TriggerRecord without = ended(server, job);
            assertThat(without.error())
                    .isEqualTo("a cross-zone gateway names the zone type [RZone], and instance 000001 has no zoneTypes"
                            + " row");
            config.setZoneTypes(Jobs.INSTANCE, null, "{\"RZone\":\"RZ001\"}", Jobs.ANNA, null);
            server.jobs().triggerNow(job);
            TriggerRecord spoiled = server.jobs()
                    .next(
                            job,
                            record -> record.status().closed() && !record.id().equals(without.id()));
            assertThat(spoiled.error()).contains("cannot be read (not.list [RZone])");
            String row = config.zoneTypes(Jobs.INSTANCE).orElseThrow();
            config.setZoneTypes(Jobs.INSTANCE, row, "{\"RZone\":[\"RZ001\",\"RZ002\"]}", Jobs.ANNA, null);
            server.jobs().triggerNow(job);
            Eventually.until(
                    "it runs in both",
                    () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            assertThat(one.given).hasSize(1);
            assertThat(two.given).hasSize(1);
            assertThat(first.identity()).isNotEqualTo(second.identity());
        }
    }

    /// The server dies the moment the first client has something to do. Where everything went is in the log by then, so
    /// the next owner sends it to the same clients, which know it, and to no other.
    @Test
    void whatADeadServerHadSentIsSentToNobodyElse() {
        List<Desk> desks = List.of(new Desk("pay"), new Desk("pay"), new Desk("pay"));
        AtomicBoolean dead = new AtomicBoolean();
        try (TestServer first = TestServer.start(settings(), "s1", directory).leading()) {
            Job job = published(first, "night", fork(first, 9));
            try (TestServer second = TestServer.start(settings(), "s2", directory)) {
                Eventually.until("both have slots", () -> second.server.slots() > 0);
                TestServer owner = owns(first, job.id()) ? first : second;
                TestServer other = owner == first ? second : first;
                desks.forEach(desk -> {
                    desk.millis = 1500;
                    desk.succeeds = call -> true;
                    desk.onCall = () -> {
                        if (dead.compareAndSet(false, true)) {
                            owner.server.die();
                        }
                    };
                });
                List<SchedulerClient> clients = desks.stream()
                        .map(desk -> other.client("app", "CellA", List.of(owner), desk))
                        .toList();
                try {
                    first.jobs().triggerNow(job);
                    TriggerRecord run = ended(other, job);
                    assertThat(run.status()).as(run.error()).isEqualTo(RunStatus.SUCCEED);
                    assertThat(dead).isTrue();
                    assertThat(desks.stream()
                                    .mapToInt(desk -> desk.given.size())
                                    .sum())
                            .isEqualTo(9);
                } finally {
                    clients.forEach(SchedulerClient::close);
                }
            }
        }
    }

    private static Topology fork(TestServer server, int branches) {
        Job job = task(server, "pay");
        List<Node> nodes = new ArrayList<>(List.of(
                Node.of("start", new Part.Start()),
                Node.of("fork", new Part.Parallel()),
                Node.of("fork-end", new Part.Close(new NodeId("fork"))),
                Node.of("end", new Part.End())));
        List<Edge> edges = new ArrayList<>(List.of(Edge.of("start", "fork"), Edge.of("fork-end", "end")));
        for (int i = 0; i < branches; i++) {
            nodes.add(node("n" + i, job));
            edges.add(Edge.of("fork", "n" + i));
            edges.add(Edge.of("n" + i, "fork-end"));
        }
        return Topology.of(nodes, edges, List.of());
    }
}
