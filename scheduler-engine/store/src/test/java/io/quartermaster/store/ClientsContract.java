package io.quartermaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.Command;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.work.ChunkStatus;
import io.quartermaster.store.engine.ClientSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database must tell of clients: who is there, who was, what they do, and what nobody can.
abstract class ClientsContract {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final Actor ANNA = new Actor("anna", "ws-1");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    final Database database = open();

    abstract Database open();

    @BeforeEach
    void migrate() {
        database.schema().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theLinksOfOneProcessCountAsOneClient() {
        ClientSessions sessions = new ClientSessions(database);
        sessions.connected("s1", session("1", "p1", "10.0.0.7:1"));
        sessions.connected("s2", session("2", "p1", "10.0.0.7:2"));
        sessions.connected("s1", session("3", "p2", "10.0.0.8:1"));
        Job job = job(JobSpec.blank(INSTANCE).withName("a").withTarget(JobType.SIMPLE, "settle", "run"));

        assertThat(database.cluster().clientsByZone(INSTANCE))
                .containsExactly(new ClusterRepository.ClientsInZone("CellA", "settle", 2));
        assertThat(database.cluster().handlers(INSTANCE, null))
                .extracting(ClusterRepository.OfferedHandler::clients)
                .containsExactly(2);
        assertThat(database.jobs().list(INSTANCE))
                .filteredOn(each -> each.job().id().equals(job.id()))
                .extracting(JobListing::clientsOnline)
                .containsExactly(2);
        assertThat(database.cluster().hosts(INSTANCE))
                .containsExactly(new ClusterRepository.ClientHost("settle", "host", "CellA"));
    }

    @Test
    void openSessionsAreToldBeforeTheLatestThatEnded() {
        ClientSessions sessions = new ClientSessions(database);
        for (String id : List.of("1", "2", "3", "4")) {
            sessions.connected("s1", session(id, "p" + id, "10.0.0.7:" + id));
        }
        sessions.disconnected("2", NOON.plusSeconds(2), "said nothing for 10 s");
        sessions.disconnected("3", NOON.plusSeconds(3), "bye");

        assertThat(database.clients().sessions(INSTANCE, 1))
                .extracting(ClientRepository.Session::id)
                .containsExactly("1", "4", "3");
        assertThat(database.clients().ended(INSTANCE, "settle", 5))
                .extracting(ClientRepository.Session::id, ClientRepository.Session::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("3", "bye"),
                        org.assertj.core.groups.Tuple.tuple("2", "said nothing for 10 s"));
        assertThat(database.clients().offered(List.of("2", "4")))
                .extracting(ClientRepository.Offered::handler)
                .containsExactly("run", "run");
        assertThat(database.clients().offered(List.of())).isEmpty();
    }

    @Test
    void whatAClientRunsAndHowItFailedIsToldOfRecordsAndOfChunks() {
        Job job = job(JobSpec.blank(INSTANCE).withName("a").withTarget(JobType.SIMPLE, "settle", "run"));
        record(job, 1, "EXECUTING", null);
        record(job, 2, "FAILED", "disk full");
        record(job, 3, "SUCCEED", null);
        chunk(1, "EXECUTING", null);
        chunk(2, "EXECUTING", null);
        chunk(3, "FAILED", "no such table");

        assertThat(database.clients().running(INSTANCE)).isEqualTo(Map.of("settle@10.0.0.7:1", 1, "p1", 2));
        assertThat(database.clients().failures(INSTANCE, NOON))
                .extracting(ClientRepository.Failure::client, ClientRepository.Failure::text)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("settle@10.0.0.7:1", "disk full"),
                        org.assertj.core.groups.Tuple.tuple("p1", "no such table"));
        assertThat(database.work().machines(1))
                .containsExactlyInAnyOrder(
                        new WorkRepository.MachineCount("p1", ChunkStatus.EXECUTING, 2, 0, 0),
                        new WorkRepository.MachineCount("p1", ChunkStatus.FAILED, 1, 0, 0));
        assertThat(database.clients().failures(INSTANCE, NOON.plusSeconds(60))).isEmpty();
        assertThat(database.clients().runs(INSTANCE, List.of("settle@10.0.0.7:1"), 2))
                .extracting(each -> each.status().name())
                .containsExactly("SUCCEED", "FAILED");
        assertThat(database.clients().runs(INSTANCE, List.of(), 2)).isEmpty();
        assertThat(database.clients().parts(INSTANCE, "p1", 5))
                .extracting(ClientRepository.Part::record, ClientRepository.Part::job)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, "a"));
    }

    @Test
    void whatJobsNeedOfClientsIsTheirHandlersInOrder() {
        job(JobSpec.blank(INSTANCE)
                .withName("c")
                .withTarget(JobType.CLUSTER, "settle", "run")
                .withWork(WorkPlan.WHOLE.withSplits(List.of("byTable", "byPage"))));
        Job spoiled = job(JobSpec.blank(INSTANCE).withName("b").withTarget(JobType.SIMPLE, "other", "x"));
        database.run(handle -> handle.execute(
                "update job set work_plan = '(' where id = ?", spoiled.id().value()));
        job(JobSpec.blank(INSTANCE).withName("a").withTarget(JobType.MESSAGE, "", "EC"));

        assertThat(database.clients().needs(INSTANCE, null))
                .extracting(ClientRepository.Need::name, ClientRepository.Need::handlers)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("b", List.of("x")),
                        org.assertj.core.groups.Tuple.tuple("c", List.of("byTable", "byPage", "run")));
        assertThat(database.clients().needs(INSTANCE, "settle")).hasSize(1);
    }

    @Test
    void aRunIsPausedResumedAndCancelledByItsRecordAndTheReasonIsAudited() {
        Job job = job(JobSpec.blank(INSTANCE).withName("a").withTarget(JobType.CLUSTER, "settle", "run"));

        Command asked = database.commands()
                .askOfRun(job, new RecordId(17), Command.Kind.PAUSE, "key-1", ANNA, "disk is nearly full");

        assertThat(asked.options()).isEqualTo("17");
        assertThat(asked.state()).isEqualTo(Command.State.NEW);
        AuditEntry entry = database.audit().page(INSTANCE, null, 1).getFirst();
        assertThat(entry.action()).isEqualTo("run.pause");
        assertThat(entry.reason()).isEqualTo("disk is nearly full");
        assertThatThrownBy(() -> database.commands()
                        .askOfRun(job, new RecordId(17), Command.Kind.TRIGGER_NOW, "key-2", ANNA, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Job job(JobSpec spec) {
        return ((SaveResult.Saved) database.jobs().create(spec, true, ANNA)).job();
    }

    private void record(Job job, int second, String status, @Nullable String error) {
        long at = NOON.plusSeconds(second).toEpochMilli();
        database.run(handle -> handle.execute(
                """
                insert into trigger_record (instance_id, job_id, job_name, job_version, trace_id, reason, status, attempt,
                  planned_at, due_at, fired_at, finished_at, client, error, owner_epoch, slot)
                values ('000001', ?, 'a', 1, 't', 'TIMING', ?, 1, ?, ?, ?, ?, 'settle@10.0.0.7:1', ?, 1, 1)""",
                job.id().value(),
                status,
                at,
                at,
                at,
                status.equals("EXECUTING") ? null : at,
                error));
        if (second == 1) {
            database.run(handle -> handle.execute(
                    """
                    insert into work_run (id, trigger_id, record_id, slot, instance_id, job_id, plan, status, stage, params,
                      started_at) values (1, '1', 1, 1, '000001', ?, ?, 'EXECUTING', 0, '{}', 1)""",
                    job.id().value(),
                    io.quartermaster.model.JobJson.freeze(job.spec())));
            database.run(
                    handle -> handle.execute(
                            """
                    insert into work_instance (run_id, instance, client, zone, status, opened_at)
                    values (1, 'p1', 'settle@10.0.0.7:1', 'CellA', 'EXECUTING', 1)"""));
        }
    }

    private void chunk(int number, String status, @Nullable String message) {
        database.run(handle -> handle.execute(
                """
                insert into work_chunk (run_id, number, stage, task, data_type, data, status, attempt, instance, client,
                  finished_at, message) values (1, ?, 0, 'EXECUTE', '', '', ?, 1, 'p1', 'settle@10.0.0.7:1', ?, ?)""",
                number,
                status,
                NOON.plusSeconds(number).toEpochMilli(),
                message));
    }

    private static ClientSessions.Session session(String id, String client, String address) {
        return new ClientSessions.Session(
                id, INSTANCE, "settle", address, "CellA", "host", 42, client, NOON, Map.of("run", HandlerKind.SIMPLE));
    }
}
