package io.quartermaster.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Slots;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import io.quartermaster.store.engine.Overlooked.Found;
import io.quartermaster.store.engine.Overlooked.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is overlooked, and what is too old, on every database; run on each by a subclass.
abstract class WatchingContract {
    static final InstanceId INSTANCE = new InstanceId("000001");
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final int DAYS = 30;
    private static final Actor ANNA = new Actor("anna", "ws-1");
    private static final Duration LEASE = Duration.ofSeconds(60);

    final Database database = open();
    final Overlooked overlooked = new Overlooked(database);
    final Retention retention = new Retention(database);
    private final Membership membership = new Membership(database);
    private LeadFence lead = new LeadFence("none", "none", 0);
    private Fence fence = new Fence("none", 0);
    Instant now = Instant.EPOCH;

    abstract Database open();

    @BeforeEach
    void lead() {
        database.schema().migrate();
        lead = new Leadership(database).take("main", "s1", LEASE).orElseThrow();
        fence = membership
                .join(new Membership.Self("s1", "host", "CellA", "host:9001", "/logs", "1.0.0"), LEASE)
                .orElseThrow();
        SlotRows slots = new SlotRows(database);
        slots.create(lead, "");
        slots.give(
                lead,
                slots.all().stream()
                        .map(row -> new SlotRows.Gift(row, fence.epoch()))
                        .toList());
        now = database.now();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nothingIsOverlookedInAClusterThatDoesItsWork() {
        Job job = job("a");
        schedule(job, now.minusSeconds(5));
        record(job, "PLANNED", now.minusSeconds(19), null);
        record(job, "EXECUTING", now.minusSeconds(3600), null);
        record(job, "SUCCEED", now.minusSeconds(7200), now.minusSeconds(7199));

        assertThat(overlooked.look(now, PATIENCE)).isEmpty();
        assertThat(overlooked.freeSlots()).isEmpty();
    }

    @Test
    void aPlannedDueTimeThatPassedIsFoundWithTheOldestOne() {
        Job job = job("a");
        schedule(job, now.plusSeconds(60));
        record(job, "PLANNED", now.minusSeconds(21), null);
        record(job, "PLANNED", now.minusSeconds(90), null);

        assertThat(overlooked.look(now, PATIENCE))
                .containsExactly(new Found(Kind.NOT_FIRED, 2, INSTANCE, "a", now.minusSeconds(90)));
    }

    @Test
    void anEnabledJobWhoseNextDueTimePassedIsFoundAndADisabledOneIsNot() {
        schedule(job("a"), now.minusSeconds(30));
        Job off = job("off");
        schedule(off, now.minusSeconds(40));
        database.run(handle -> handle.execute("update job set enabled = 0 where name = 'off'"));

        assertThat(overlooked.look(now, PATIENCE))
                .containsExactly(new Found(Kind.NOT_PLANNED, 1, INSTANCE, "a", now.minusSeconds(30)));
    }

    @Test
    void aJobThatNobodyScheduledAndAnEditThatNobodySawAreFound() {
        dated(job("new"), now.minusSeconds(25));
        Job edited = job("edited");
        schedule(edited, null);
        database.run(handle -> handle.execute("update job set version = 2 where name = 'edited'"));
        dated(edited, now.minusSeconds(26));
        job("just made");

        assertThat(overlooked.look(now, PATIENCE))
                .containsExactly(
                        new Found(Kind.NO_SCHEDULE, 1, INSTANCE, "new", now.minusSeconds(25)),
                        new Found(Kind.EDIT_NOT_SEEN, 1, INSTANCE, "edited", now.minusSeconds(26)));
    }

    @Test
    void aRunInASlotNobodyHasAndOnePastItsDeadlineAreFound() {
        Job job = job("a");
        schedule(job, null);
        record(job, "EXECUTING", now.minusSeconds(100), null);
        assertThat(overlooked.look(now, PATIENCE)).isEmpty();

        database.run(handle -> handle.execute(
                "update trigger_record set deadline_at = ?",
                now.minusSeconds(30).toEpochMilli()));
        assertThat(overlooked.look(now, PATIENCE)).extracting(Found::kind).containsExactly(Kind.RUN_PAST_DEADLINE);

        database.run(handle -> handle.execute("update tenure set ended_at = 1"));
        assertThat(overlooked.look(now, PATIENCE))
                .extracting(Found::kind)
                .containsExactly(Kind.RUN_UNATTENDED, Kind.RUN_PAST_DEADLINE);
    }

    @Test
    void slotsOfNobodyOfAnEndedTenureAndThoseThatAreGoneAreFree() {
        database.run(handle -> {
            handle.execute("update slot set owner_epoch = 0, revision = 7 where slot = 3");
            handle.execute("update slot set owner_epoch = 4711, revision = 8 where slot = 4");
            handle.execute("delete from slot where slot = 5");
        });

        assertThat(overlooked.freeSlots()).isEqualTo(Map.of(3, 7L, 4, 8L, 5, -1L));
    }

    @Test
    void closedRecordsGoWithTheirEventsWhenTheirJobsDaysAreOver() {
        Job usual = job("usual");
        Job brief = job("brief");
        Job lasting = job("lasting");
        database.run(handle -> {
            handle.execute("update job set retention_days = 2 where name = 'brief'");
            handle.execute("update job set retention_days = 100 where name = 'lasting'");
        });
        for (Job job : List.of(usual, brief, lasting)) {
            record(job, "SUCCEED", days(1), days(1));
            record(job, "FAILED", days(3), days(3));
            record(job, "SKIPPED", days(31), days(31));
            record(job, "PLANNED", days(32), null);
            record(job, "EXECUTING", days(33), null);
            record(job, "SUCCEED", days(34), days(1));
        }
        database.run(handle -> handle.execute("delete from job where name = 'usual'"));
        database.run(handle -> handle.execute("insert into record_event (record_id, seq, happened_at, kind, detail,"
                + " owner_epoch) select id, 1, 0, 'LATE', 'x', 0 from trigger_record"));
        database.run(handle -> {
            handle.execute("insert into topology_event (record_id, seq, happened_at, fact)"
                    + " select id, 1, 0, '{}' from trigger_record");
            handle.execute(
                    "insert into topology_bound (record_id, job_id, number) select id, job_id, 1 from trigger_record");
            handle.execute("insert into topology_input (record_id, slot, input, idempotency_key, asked_by, asked_from,"
                    + " requested_at, state) select id, 1, '{}', concat('k', id), 'anna', 'ws', 0, 'DONE'"
                    + " from trigger_record");
        });

        assertThat(purge()).isEqualTo(3);

        assertThat(statuses(usual)).containsExactly("SUCCEED", "FAILED", "PLANNED", "EXECUTING", "SUCCEED");
        assertThat(statuses(brief)).containsExactly("SUCCEED", "PLANNED", "EXECUTING", "SUCCEED");
        assertThat(statuses(lasting)).hasSize(6);
        for (String table : List.of("record_event", "topology_event", "topology_bound", "topology_input")) {
            assertThat(count(table)).as(table).isEqualTo(15);
        }
        assertThat(purge()).isZero();
    }

    @Test
    void jobsAreGoneThroughPageByPage() {
        for (int i = 0; i < 5; i++) {
            record(job("job-" + i), "SUCCEED", days(40), days(40));
        }

        Retention.Page first = retention.expiring(0, now, DAYS, 3);
        assertThat(first.expiring()).hasSize(3);
        Long next = first.next();
        assertThat(next).isNotNull();
        Retention.Page second = retention.expiring(next == null ? 0 : next, now, DAYS, 3);
        assertThat(second.expiring()).hasSize(2);
        assertThat(second.next()).isNull();
    }

    @Test
    void theChunksOfARunGoWithItsRecordHoweverMany() {
        record(job("cut up"), "SUCCEED", days(31), days(31));
        database.run(handle -> {
            handle.execute(
                    "insert into work_run (trigger_id, record_id, slot, instance_id, job_id, plan, status, stage, params,"
                            + " started_at, finished_at) select 'a', id, 1, '000001', job_id, '{}', 'SUCCEED', 0, '{}', 1, 2"
                            + " from trigger_record");
            handle.execute("insert into work_instance (run_id, instance, client, zone, status, opened_at)"
                    + " select id, 'one', 'app@1', 'CellA', 'SUCCEED', 1 from work_run");
            handle.execute("insert into work_report (run_id, trigger_id, said) select id, 'late', '{}' from work_run");
            PreparedBatch chunks = handle.prepareBatch(
                    "insert into work_chunk (run_id, number, stage, task, data_type, data, status, attempt)"
                            + " select id, :number, 0, 'STEP', '', '', 'SUCCEED', 1 from work_run");
            for (int number = 1; number <= 2_500; number++) {
                chunks.bind("number", number).add();
            }
            chunks.execute();
        });

        retention.expiring(0, now, DAYS, 100).expiring().forEach(one -> retention.remove(retention.expired(one, 100)));

        assertThat(count("work_run")).isZero();
        assertThat(count("work_chunk")).isZero();
        assertThat(count("work_instance")).isZero();
        assertThat(count("work_report")).isZero();
    }

    @Test
    void answeredCommandsEndedTenuresAndLongGoneServersGo() {
        database.run(handle -> {
            handle.execute(
                    "insert into command (instance_id, kind, job_id, slot, idempotency_key, asked_by, asked_from,"
                            + " requested_at, state) values ('000001', 'TRIGGER_NOW', 1, 1, 'a', 'anna', 'ws', 1, 'DONE'),"
                            + " ('000001', 'TRIGGER_NOW', 1, 1, 'b', 'anna', 'ws', 1, 'NEW'),"
                            + " ('000001', 'TRIGGER_NOW', 1, 1, 'c', 'anna', 'ws', 1, 'REFUSED')");
            handle.execute(
                    "insert into command (instance_id, kind, job_id, slot, idempotency_key, asked_by, asked_from,"
                            + " requested_at, state) values ('000001', 'TRIGGER_NOW', 1, 1, 'd', 'anna', 'ws', ?, 'DONE')",
                    now.toEpochMilli());
            handle.execute("insert into tenure (server_id, started_at, ended_at) values ('old', 1, 2)");
            handle.execute(
                    "insert into tenure (server_id, started_at, ended_at) values ('new', 1, ?)", now.toEpochMilli());
            handle.execute("insert into tenure (server_id, started_at, ended_at) values ('latest', 1, 2)");
            handle.execute("insert into server (server_id, epoch, host, zone, link_address, log_directory, version,"
                    + " started_at, beat_at, lease_until_at, clock_offset_ms, running, fired)"
                    + " values ('old', 2, 'h', 'z', 'l', 'd', 'v', 1, 1, 1, 0, 0, 0)");
            handle.execute("insert into server_drain (server_id, asked_by, asked_at) values ('old', 'anna', 1)");
        });

        assertThat(retention.removeCommands(days(30), 100)).isEqualTo(2);
        assertThat(retention.removeTenures(days(30), 100)).isEqualTo(1);
        assertThat(retention.removeServers(days(7))).isEqualTo(1);

        assertThat(texts("select idempotency_key from command order by id")).containsExactly("b", "d");
        assertThat(texts("select server_id from tenure order by epoch")).containsExactly("s1", "new", "latest");
        assertThat(texts("select server_id from server")).containsExactly("s1");
        assertThat(count("server_drain")).isZero();
    }

    @Test
    void whatNobodyEverAnsweredOrDroppedGoesAfterAWhile() {
        Job seen = job("seen");
        schedule(seen, null);
        database.run(handle -> {
            handle.execute(
                    "insert into command (instance_id, kind, job_id, slot, idempotency_key, asked_by, asked_from,"
                            + " requested_at, state) values ('000001', 'TRIGGER_NOW', 1, 1, 'old', 'anna', 'ws', 1, 'NEW'),"
                            + " ('000001', 'FROM_THE_FUTURE', 1, 1, 'older', 'anna', 'ws', 2, 'NEW'),"
                            + " ('000001', 'TRIGGER_NOW', 1, 1, 'young', 'anna', 'ws', ?, 'NEW')",
                    days(1).toEpochMilli());
            handle.execute(
                    "insert into deleted_job (job_id, deleted_at) values (900, 1), (901, ?), (?, 1)",
                    days(1).toEpochMilli(),
                    seen.id().value());
        });

        assertThat(retention.removeUnanswered(days(7), 1)).isEqualTo(1);
        assertThat(retention.removeUnanswered(days(7), 100)).isEqualTo(1);
        assertThat(retention.removeUnanswered(days(7), 100)).isZero();
        assertThat(retention.removeDeletions(days(7), 100)).isEqualTo(1);
        assertThat(retention.removeDeletions(days(7), 100)).isZero();

        assertThat(texts("select idempotency_key from command")).containsExactly("young");
        assertThat(texts("select job_id from deleted_job order by job_id"))
                .containsExactlyInAnyOrder("901", Long.toString(seen.id().value()));
    }

    @Test
    void whatWasToldOfARecordAfterItWasRemovedGoesToo() {
        record(job("a"), "SUCCEED", days(1), days(1));
        database.run(handle -> handle.execute("insert into record_event (record_id, seq, happened_at, kind, detail,"
                + " owner_epoch) select id - 1, 1, 0, 'LATE', 'x', 0 from trigger_record"));

        assertThat(retention.removeStrayEvents(10)).isEqualTo(1);
        assertThat(retention.removeStrayEvents(10)).isZero();
    }

    /// As a round does, without its rests.
    private int purge() {
        int removed = 0;
        for (Retention.Expiring one : retention.expiring(0, now, DAYS, 100).expiring()) {
            List<Long> ids = retention.expired(one, 100);
            assertThat(retention.remove(ids).events()).isEqualTo(ids.size());
            removed += ids.size();
        }
        return removed;
    }

    private Instant days(int ago) {
        return now.minus(Duration.ofDays(ago)).minusSeconds(1);
    }

    Job job(String name) {
        JobSpec spec = JobSpec.blank(INSTANCE).withName(name).withTarget(JobType.SIMPLE, "app", "handler");
        return ((SaveResult.Saved) database.jobs().create(spec, true, ANNA)).job();
    }

    private void dated(Job job, Instant at) {
        database.run(handle -> handle.execute(
                "update job set updated_at = ? where id = ?",
                at.toEpochMilli(),
                job.id().value()));
    }

    void schedule(Job job, @org.jspecify.annotations.Nullable Instant next) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert into job_schedule (job_id, job_version, slot, load_per_hour, next_due_at, owner_epoch)
                        values (:job, 1, :slot, 1, :next, :epoch)""")
                .bind("job", job.id().value())
                .bind("slot", Slots.of(job.id()))
                .bind("next", next == null ? null : next.toEpochMilli())
                .bind("epoch", fence.epoch())
                .execute());
    }

    void record(Job job, String status, Instant due, @org.jspecify.annotations.Nullable Instant finished) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id, reason,
                          status, attempt, planned_at, due_at, finished_at, owner_epoch)
                        values (:instance, :job, :slot, :name, 1, 'trace', 'TIMING', :status, 1, :due, :due, :finished, 0)""")
                .bind("instance", INSTANCE.value())
                .bind("job", job.id().value())
                .bind("slot", Slots.of(job.id()))
                .bind("name", job.spec().name())
                .bind("status", status)
                .bind("due", due.toEpochMilli())
                .bind("finished", finished == null ? null : finished.toEpochMilli())
                .execute());
    }

    private List<String> statuses(Job job) {
        return new ArrayList<>(texts(
                "select status from trigger_record where job_id = " + job.id().value() + " order by due_at desc"));
    }

    List<String> texts(String sql) {
        return database.call(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private long count(String table) {
        return database.call(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }
}
