package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.BeginWith;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Range;
import io.quartermaster.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Topologies that are triggered otherwise than usual; run on each database by a subclass.
abstract class BeginContract extends TopologyBed {
    private static final List<Param> NUMBER = List.of(new Param("n", Param.Type.INT, "1"));

    private static Command begin(TestServer server, Job job, BeginWith with) {
        return server.jobs()
                .answer(server.database
                        .topologyRuns()
                        .begin(job, with, UUID.randomUUID().toString(), Jobs.ANNA, "a drill"));
    }

    private static BeginWith given(Map<String, Object> parameters) {
        return new BeginWith(Range.ALL, true, parameters);
    }

    @Test
    void valuesRangeAndBreakpointsAreAsThePersonWantedThem() {
        Desk first = new Desk("first");
        Desk second = new Desk("second");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), first, second)) {
            Job job = published(
                    server,
                    "night",
                    line(
                            NUMBER,
                            node("a", task(server, "first")),
                            node("b", task(server, "second")).withEvents(new Events(true, null, null))));
            Range from = new Range(Range.Kind.FROM, new NodeId("b"));
            Command done = begin(server, job, new BeginWith(from, false, Map.of("n", 5)));
            assertThat(done.state()).as(done.answer()).isEqualTo(Command.State.DONE);
            TriggerRecord run = ended(server, job);
            assertThat(run.status()).as(run.error()).isEqualTo(RunStatus.SUCCEED);
            assertThat(run.id()).isEqualTo(done.record());
            assertThat(first.given).isEmpty();
            assertThat(second.given).containsExactly(Map.of("n", "5"));
            AuditEntry audit =
                    server.database.audit().page(Jobs.INSTANCE, null, 1).getFirst();
            assertThat(audit.action()).isEqualTo("job.trigger");
            assertThat(audit.reason()).isEqualTo("a drill");
            assertThat(audit.after()).contains("\"n\":5");
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void whatThePublishedVersionCannotDoIsRefusedBeforeThereIsARun() {
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading()) {
            Job job = published(server, "night", line(NUMBER, node("a", task(server, "first"))));
            assertThat(begin(server, job, given(Map.of("n", "five"))).answer())
                    .isEqualTo("parameter n is INT, and was given five");
            assertThat(begin(server, job, given(Map.of("m", 5))).answer()).isEqualTo("the topology has no parameter m");
            Range nowhere = new Range(Range.Kind.ONLY, new NodeId("x"));
            Command refused = begin(server, job, new BeginWith(nowhere, true, Map.of()));
            assertThat(refused.state()).isEqualTo(Command.State.REFUSED);
            assertThat(refused.answer()).isEqualTo("A run cannot begin or end at x: the topology has no such activity");
            Job simple = task(server, "second");
            assertThat(begin(server, simple, BeginWith.USUAL).answer()).isEqualTo("job job-second is no topology");
            assertThat(server.jobs().records(job)).isEmpty();
        }
    }

    @Test
    void theSameKeyTriggersOnce() {
        Desk desk = new Desk("first");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(NUMBER, node("a", task(server, "first"))));
            var runs = server.database.topologyRuns();
            Command once = runs.begin(job, given(Map.of("n", 2)), "key", Jobs.ANNA, null);
            Command twice = runs.begin(job, given(Map.of("n", 3)), "key", Jobs.ANNA, null);
            assertThat(twice.id()).isEqualTo(once.id());
            ended(server, job);
            assertThat(desk.given).containsExactly(Map.of("n", "2"));
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    /// What its server left when it went away between firing it and the first line of its log.
    @Test
    void whatWasWantedSurvivesItsServer() {
        Desk desk = new Desk("first");
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(NUMBER, node("a", task(server, "first"))));
            begin(server, job, given(Map.of("n", 5)));
            TriggerRecord run = ended(server, job);
            server.database.run(handle -> List.of(
                            "delete from topology_event where record_id = ?",
                            "delete from topology_bound where record_id = ?",
                            "update trigger_record set status = 'EXECUTING', finished_at = null where id = ?")
                    .forEach(sql -> handle.execute(sql, run.id().value())));
            Eventually.until(
                    "it is done once more",
                    () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            Fact first = server.database
                    .topologyRuns()
                    .events(run.id(), 0)
                    .getFirst()
                    .fact();
            assertThat(((Fact.Began) first).parameters()).isEqualTo(Map.of("n", 5));
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void aRunThatItsJobTriesAgainBeginsAgainAsItDid() {
        Desk desk = new Desk("first");
        desk.succeeds = call -> call > 1;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(NUMBER, node("a", task(server, "first"))));
            server.jobs().update(job, job.spec().withPolicies(twice(job.spec().policies())));
            begin(server, job, given(Map.of("n", 5)));
            Eventually.until(
                    "the second try succeeds",
                    () -> server.jobs().records(job).getFirst().status() == RunStatus.SUCCEED);
            assertThat(desk.given).containsExactly(Map.of("n", "5"), Map.of("n", "5"));
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }

    @Test
    void theHistoryOfATopologyIsReadAtOnce() {
        Desk desk = new Desk("first");
        desk.succeeds = call -> call > 1;
        try (TestServer server = TestServer.start(settings(), "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", List.of(), desk)) {
            Job job = published(server, "night", line(NUMBER, node("a", task(server, "first"))));
            for (int i = 0; i < 2; i++) {
                Command done = begin(server, job, BeginWith.USUAL);
                Eventually.until("run " + done.record() + " ends", () -> server.database
                        .records()
                        .find(Objects.requireNonNull(done.record()))
                        .filter(record -> record.status().closed())
                        .isPresent());
            }
            var runs = server.database.topologyRuns();
            var history = runs.runs(job.id(), 10);
            assertThat(history)
                    .extracting(run -> run.record().status())
                    .containsExactly(RunStatus.SUCCEED, RunStatus.FAILED);
            assertThat(history).allMatch(run -> run.version() == 1 && run.started() != null);
            assertThat(runs.runs(job.id(), 1)).containsExactly(history.getFirst());
            var ids = history.stream().map(run -> run.record().id()).toList();
            var logs = runs.events(ids);
            var definitions = runs.definitions(ids);
            for (var id : ids) {
                assertThat(logs.get(id)).isEqualTo(runs.events(id, 0));
                assertThat(definitions.get(id)).isSameAs(definitions.get(ids.getFirst()));
            }
            assertThat(runs.events(List.of())).isEmpty();
            assertThat(runs.definitions(List.of())).isEmpty();
            assertThat(client.identity().application()).isEqualTo("app");
        }
    }
}
