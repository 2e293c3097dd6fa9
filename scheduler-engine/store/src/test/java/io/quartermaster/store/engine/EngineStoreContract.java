package io.quartermaster.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Claims.Verdict;
import io.quartermaster.store.engine.Closings.Closing;
import io.quartermaster.store.engine.Closings.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the engine's pen must do on every database; run on each by a subclass.
abstract class EngineStoreContract {
    private static final InstanceId INSTANCE = new InstanceId("000001");
    private static final Actor ANNA = new Actor("anna", "ws-1");
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    final Database database = open();
    final Leadership leadership = new Leadership(database);
    private final Schedules schedules = new Schedules(database);
    private final Planning planning = new Planning(database);
    private final Claims claims = new Claims(database);
    private final Closings closings = new Closings(database);
    Fence fence = new Fence("none", "none", 0);

    abstract Database open();

    @BeforeEach
    void lead() {
        database.schema().migrate();
        fence = leadership.take("main", "s1", LEASE).orElseThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oneServerLeadsAndTheEpochGrowsWithEveryChangeOfHands() {
        assertThat(fence).isEqualTo(new Fence("main", "s1", 1));
        assertThat(leadership.take("main", "s2", LEASE)).isEmpty();
        assertThat(leadership.take("main", "s1", LEASE)).isEmpty();
        assertThat(leadership.take("other", "s2", LEASE)).contains(new Fence("other", "s2", 1));
        assertThat(leadership.renew(fence, LEASE)).isTrue();

        leadership.release(fence);

        assertThat(leadership.renew(fence, LEASE)).isFalse();
        assertThat(leadership.take("main", "s2", LEASE)).contains(new Fence("main", "s2", 2));
    }

    @Test
    void ofTenServersThatTakeAFreeLeadAtOnceOneGetsIt() {
        leadership.release(fence);

        List<Optional<Fence>> taken = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> leadership.take("main", "s" + i, LEASE)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void everyWriteOfAFormerLeaderIsRefusedAndLeavesNothing() {
        Job job = job("a", Policies.DEFAULT);
        RecordId running = running(job);
        leadership.release(fence);
        assertThat(leadership.take("main", "s2", LEASE)).isPresent();

        List<Runnable> writes = List.of(
                () -> plan(job, NOON),
                () -> schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), 1, NOON, null))),
                () -> schedules.forget(fence, List.of(job.id())),
                () -> claims.claim(fence, List.of(running), (row, found, busy) -> new Verdict.Withdraw()),
                () -> closings.progress(fence, Map.of(running, "half")),
                () -> planning.skip(fence, List.of(running), "why", NOON),
                () -> new Stories(database).add(fence, List.of(new Stories.Event(running, NOON, "FIRED", ""))),
                () -> new RunningRows(database).adopt(fence, running, "session"),
                () -> new ClientSessions(database).sweep(fence, LEASE));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).isInstanceOf(StoreException.Fenced.class);
        }
        assertThat(record(running).status()).isEqualTo(RunStatus.EXECUTING);
        assertThat(database.records().events(running)).isEmpty();
    }

    @Test
    void aLeaseThatEndedIsAFenceEvenIfNobodyTookOver() {
        leadership.expire("main");

        assertThatThrownBy(() -> plan(job("a", Policies.DEFAULT), NOON)).isInstanceOf(StoreException.Fenced.class);
    }

    @Test
    void aDueTimeOfAJobIsPlannedOnceHoweverOftenItIsPlanned() {
        Job job = job("a", Policies.DEFAULT);

        plan(job, NOON);
        plan(job, NOON);

        assertThat(planning.planned(NOON, 10)).singleElement().satisfies(row -> {
            assertThat(row.record().due()).isEqualTo(NOON);
            assertThat(row.record().status()).isEqualTo(RunStatus.PLANNED);
            assertThat(row.jobVersion()).isEqualTo(1);
            assertThat(row.epoch()).isEqualTo(1);
        });
        assertThat(planning.planned(NOON.minusMillis(1), 10)).isEmpty();
    }

    @Test
    void aChangedJobIsFoundUntilItsScheduleFollowsAndADeletedOneUntilItIsForgotten() {
        Job job = job("a", Policies.DEFAULT);
        assertThat(schedules.changed(10)).containsExactly(new Schedules.Change.Saved(job));
        schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), 1, NOON, null)));
        assertThat(schedules.changed(10)).isEmpty();
        assertThat(schedules.due(NOON, 10))
                .singleElement()
                .extracting(Schedules.Due::job)
                .isEqualTo(job);

        database.jobs().update(job.id(), 1, job.spec().withName("b"), true, ANNA);
        assertThat(schedules.due(NOON, 10)).as("not by the old version's row").isEmpty();
        assertThat(schedules.changed(10)).hasSize(1);

        database.jobs().delete(job.id(), 2, ANNA, null);
        assertThat(schedules.changed(10)).containsExactly(new Schedules.Change.Deleted(job.id()));
        schedules.forget(fence, List.of(job.id()));
        assertThat(schedules.changed(10)).isEmpty();
    }

    @Test
    void reschedulingWithdrawsWhatIsPlannedAfterTheEditAndKeepsWhatWasDueBefore() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        plan(job, NOON.plusSeconds(2));

        schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), 7, null, NOON.plusSeconds(1))));

        assertThat(planning.planned(NOON.plusSeconds(9), 10)).singleElement().satisfies(row -> {
            assertThat(row.record().due()).isEqualTo(NOON);
            assertThat(row.jobVersion()).isEqualTo(7);
        });
        schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), 8, null, null)));
        assertThat(planning.planned(NOON.plusSeconds(9), 10)).isEmpty();
    }

    @Test
    void theScheduleMovesOnWithThePlanAndMissedRowsAreClosed() {
        Job job = job("a", Policies.DEFAULT);
        schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), 1, NOON, null)));
        plan(job, NOON.minusSeconds(60));
        Instant next = NOON.plusSeconds(1);

        planning.plan(
                fence,
                List.of(new Planning.Firing(job, NOON, trace(), "missed: it was")),
                List.of(new Planning.Advance(job.id(), 1, NOON, next, NOON)),
                NOON);

        assertThat(schedules.due(NOON, 10)).isEmpty();
        assertThat(schedules.due(next, 10)).hasSize(1);
        assertThat(planning.planned(next, 10)).isEmpty();
        assertThat(all()).extracting(TriggerRecord::status).containsOnly(RunStatus.SKIPPED);
        assertThat(all()).extracting(TriggerRecord::error).contains("missed: it was");
    }

    @Test
    void aRowIsClaimedOnceAndTheSecondOfABatchSeesTheFirstRunning() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        plan(job, NOON.plusSeconds(1));
        List<RecordId> ids = ids();

        List<Claims.Claimed> claimed =
                claims.claim(fence, ids, (row, found, busy) -> busy ? new Verdict.Skip("busy") : fire());

        assertThat(claimed)
                .extracting(one -> one.verdict().getClass().getSimpleName())
                .containsExactly("Fire", "Skip");
        assertThat(claims.claim(fence, ids, (row, found, busy) -> fire())).isEmpty();
        TriggerRecord first = record(ids.getFirst());
        assertThat(first.fired()).isEqualTo(NOON.plusMillis(5));
        assertThat(first.zone()).isEqualTo("CellA");
        assertThat(first.server()).isEqualTo("s1");
        assertThat(database.jobs().list(INSTANCE).getFirst().last()).isNull();
    }

    @Test
    void aFailedClaimIsTriedAgainByItsPolicy() {
        Job job = job("a", policies(1));
        plan(job, NOON);

        claims.claim(fence, ids(), (row, found, busy) -> new Verdict.Fail("no target was found", NOON));

        assertThat(planning.planned(NOON.plusSeconds(60), 10)).singleElement().satisfies(row -> {
            assertThat(row.record().reason()).isEqualTo(TriggerReason.RETRY);
            assertThat(row.record().attempt()).isEqualTo(2);
            assertThat(row.record().due()).isEqualTo(NOON.plusSeconds(10));
        });
        claims.claim(fence, ids(), (row, found, busy) -> new Verdict.Fail("no target was found", NOON));
        assertThat(ids()).isEmpty();
    }

    @Test
    void aRunIsClosedOnceAndItsJobShowsIt() {
        Job job = job("a", policies(1));
        schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), 1, null, null)));
        RecordId running = running(job);
        closings.progress(fence, Map.of(running, "half"));

        List<Outcome> outcomes = closings.close(
                "main",
                List.of(
                        closing(running, RunStatus.FAILED),
                        closing(running, RunStatus.SUCCEED),
                        closing(new RecordId(999_999), RunStatus.SUCCEED)));

        assertThat(outcomes)
                .extracting(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Closed", "Late", "Unknown");
        TriggerRecord record = record(running);
        assertThat(record.status()).isEqualTo(RunStatus.FAILED);
        assertThat(record.progress()).isEqualTo("half");
        assertThat(record.finished()).isEqualTo(NOON.plusSeconds(1));
        assertThat(((Outcome.Closed) outcomes.getFirst()).retry()).isNotNull();
        var last = database.jobs().list(INSTANCE).getFirst().last();
        assertThat(last).isNotNull();
        assertThat(java.util.Objects.requireNonNull(last).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void onePulseTellsWhatThereIsToDo() {
        Pulse pulse = new Pulse(database);
        assertThat(pulse.look(NOON, NOON)).isEqualTo(new Pulse.Work(false, false, false));

        Job job = job("a", Policies.DEFAULT);
        assertThat(pulse.look(job.updatedAt(), NOON)).isEqualTo(new Pulse.Work(false, true, false));
        schedules.reschedule(fence, List.of(new Schedules.Row(job.id(), job.version(), NOON.plusSeconds(1), null)));
        assertThat(pulse.look(job.updatedAt(), NOON)).isEqualTo(new Pulse.Work(false, false, false));
        assertThat(pulse.look(NOON, NOON.plusSeconds(1))).isEqualTo(new Pulse.Work(false, true, false));

        RecordId running = running(job);
        database.commands().ask(job, Command.Kind.TRIGGER_NOW, "k1", ANNA);
        assertThat(pulse.look(job.updatedAt(), NOON)).isEqualTo(new Pulse.Work(true, false, true));
        closings.close("main", List.of(closing(running, RunStatus.SUCCEED)));
        assertThat(pulse.look(job.updatedAt(), NOON)).isEqualTo(new Pulse.Work(true, false, false));
    }

    @Test
    void aResultIsStoredWhoeverLeadsMeanwhile() {
        RecordId running = running(job("a", policies(1)));
        leadership.release(fence);
        assertThat(leadership.take("main", "s2", LEASE)).isPresent();

        List<Outcome> outcomes = closings.close("main", List.of(closing(running, RunStatus.FAILED)));

        assertThat(record(running).status()).isEqualTo(RunStatus.FAILED);
        assertThat(((Outcome.Closed) outcomes.getFirst()).retry()).isNotNull();
    }

    @Test
    void whatAServerThoughtOfARunThatAnotherTookOnChangesNothing() {
        RecordId running = running(job("a", Policies.DEFAULT));
        leadership.release(fence);
        Fence next = leadership.take("main", "s2", LEASE).orElseThrow();
        assertThat(new RunningRows(database).adopt(next, running, "session-2")).isTrue();

        Closing former = Closing.decided(running, fence.epoch(), RunStatus.FAILED, null, "not sent", NOON);
        assertThat(closings.close("main", List.of(former))).singleElement().isInstanceOf(Outcome.Late.class);
        assertThat(record(running).status()).isEqualTo(RunStatus.EXECUTING);
        Closing latter = Closing.decided(running, next.epoch(), RunStatus.FAILED, null, "not sent", NOON);
        assertThat(closings.close("main", List.of(latter))).singleElement().isInstanceOf(Outcome.Closed.class);
    }

    @Test
    void anotherInstancesClientCannotCloseARun() {
        RecordId running = running(job("a", Policies.DEFAULT));
        Closing foreign =
                Closing.reported(running, new InstanceId("000002"), RunStatus.SUCCEED, "mine now", null, NOON);

        assertThat(closings.close("main", List.of(foreign))).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertThat(record(running).status()).isEqualTo(RunStatus.EXECUTING);
    }

    @Test
    void aResultLongerThanItsColumnIsCutAndNotLost() {
        RecordId running = running(job("a", Policies.DEFAULT));

        closings.close(
                "main",
                List.of(Closing.reported(running, INSTANCE, RunStatus.SUCCEED, "汉".repeat(100_000), null, NOON)));

        assertThat(record(running).result()).hasSize(Text.LONG).endsWith("…");
    }

    @Test
    void aCommandIsCarriedOutOnceAndTwoInOneMillisecondAreTwoRecords() {
        Job job = job("a", Policies.DEFAULT);
        CommandInbox inbox = new CommandInbox(database);
        Command first = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "k1", ANNA);
        Command second = database.commands().ask(job, Command.Kind.TRIGGER_EVENT, "k2", ANNA);

        assertThat(inbox.waiting(10)).containsExactly(first, second);
        RecordId fired = inbox.fire(fence, first, job, trace(), NOON).orElseThrow();
        assertThat(inbox.fire(fence, first, job, trace(), NOON)).isEmpty();
        RecordId event = inbox.fire(fence, second, job, trace(), NOON).orElseThrow();

        assertThat(record(fired).reason()).isEqualTo(TriggerReason.MANUAL);
        assertThat(record(event).reason()).isEqualTo(TriggerReason.EVENT);
        assertThat(record(event).due()).isEqualTo(NOON.plusMillis(1));
        assertThat(database.commands().find(first.id()).orElseThrow().record()).isEqualTo(fired);
        Command third = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "k3", ANNA);
        inbox.refuse(fence, third, "no", NOON);
        assertThat(database.commands().find(third.id()).orElseThrow().state()).isEqualTo(Command.State.REFUSED);
        assertThat(inbox.waiting(10)).isEmpty();
    }

    @Test
    void runsPastTheirDeadlineAndRunsOfLostClientsAreFound() {
        Job job = job("a", Policies.DEFAULT);
        RecordId running = running(job);
        RunningRows rows = new RunningRows(database);
        assertThat(rows.overdue(NOON.plusSeconds(4), 10)).isEmpty();
        assertThat(rows.overdue(NOON.plusSeconds(6), 10)).hasSize(1);
        assertThat(rows.active()).isEqualTo(Map.of("session-1", 1L));

        ClientSessions sessions = new ClientSessions(database);
        new Membership(database).beat(self(), LEASE, Duration.ZERO);
        sessions.connected("s1", session("session-1", NOON));
        assertThat(rows.orphans(10)).isEmpty();
        sessions.disconnected("session-1", NOON.plusSeconds(2), "gone");
        assertThat(rows.orphans(10)).singleElement().satisfies(orphan -> {
            assertThat(orphan.gone()).isEqualTo(NOON.plusSeconds(2));
            assertThat(orphan.alive()).isNull();
        });
        sessions.connected("s1", session("session-2", NOON.plusSeconds(3)));
        assertThat(rows.orphans(10)).extracting(RunningRows.Orphan::alive).containsExactly("session-2");
        assertThat(rows.adopt(fence, running, "session-2")).isTrue();
        assertThat(rows.orphans(10)).isEmpty();
    }

    @Test
    void sessionsOfServersThatAreGoneAreClosedAndAReallyOpenOneIsOpenedAgain() {
        ClientSessions sessions = new ClientSessions(database);
        sessions.connected("s9", session("session-9", NOON));
        assertThat(database.cluster().handlers(INSTANCE, null)).hasSize(1);
        sessions.sweep(fence, Duration.ofDays(1));
        assertThat(database.cluster().handlers(INSTANCE, null)).isEmpty();

        sessions.reassert("s9", List.of("session-9"));
        assertThat(database.cluster().handlers(INSTANCE, null)).hasSize(1);
        assertThat(new ZoneRows(database).read().clients()).isEqualTo(Map.of("000001", List.of("CellA")));
        assertThat(sessions.closeOf("s9", "bye")).isEqualTo(1);
    }

    @Test
    void aServersRowIsThereWhileItBeats() {
        Membership membership = new Membership(database);
        membership.beat(self(), LEASE, Duration.ZERO);
        membership.beat(self(), LEASE, Duration.ofMillis(7));

        assertThat(database.cluster().servers()).singleElement().satisfies(row -> {
            assertThat(row.clockOffsetMillis()).isEqualTo(7);
            assertThat(row.leads()).isTrue();
            assertThat(row.leaseUntil()).isAfter(database.now());
        });
        assertThat(new ZoneRows(database).read().servers()).containsExactly("CellA");
        membership.leave("s1");
        assertThat(database.cluster().servers()).isEmpty();
    }

    @Test
    void aStoryIsOnlyAddedToInItsOrder() {
        RecordId running = running(job("a", Policies.DEFAULT));
        Stories stories = new Stories(database);

        stories.add(fence, List.of(event(running, "FIRED"), event(running, "ROUTED")));
        stories.add(fence, List.of(event(running, "CLOSED")));

        assertThat(database.records().events(running))
                .extracting(RecordEvent::kind)
                .containsExactly("FIRED", "ROUTED", "CLOSED");
    }

    private Job job(String name, Policies policies) {
        JobSpec spec = JobSpec.blank(INSTANCE)
                .withName(name)
                .withTarget(JobType.SIMPLE, "app", "handler")
                .withTrigger(new Trigger.Cron("* * * * * ?", ZoneId.of("UTC")))
                .withPolicies(policies);
        return ((SaveResult.Saved) database.jobs().create(spec, true, ANNA)).job();
    }

    private void plan(Job job, Instant due) {
        planning.plan(fence, List.of(new Planning.Firing(job, due, trace(), null)), List.of(), NOON);
    }

    private RecordId running(Job job) {
        plan(job, NOON);
        RecordId id = ids().getFirst();
        claims.claim(fence, List.of(id), (row, found, busy) -> fire());
        return id;
    }

    private List<RecordId> ids() {
        return planning.planned(NOON.plusSeconds(3600), 100).stream()
                .map(row -> row.record().id())
                .toList();
    }

    private List<TriggerRecord> all() {
        return database.records().page(INSTANCE, io.quartermaster.store.RecordRepository.Filter.ALL, null, 100);
    }

    private TriggerRecord record(RecordId id) {
        return database.records().find(id).orElseThrow();
    }

    private static Verdict fire() {
        return new Verdict.Fire("CellA", "app@1.2.3.4:5", "session-1", NOON.plusMillis(5), NOON.plusSeconds(5));
    }

    private static Closing closing(RecordId id, RunStatus status) {
        return Closing.reported(id, INSTANCE, status, null, "why", NOON.plusSeconds(1));
    }

    private static Stories.Event event(RecordId id, String kind) {
        return new Stories.Event(id, NOON, kind, "detail");
    }

    private static TraceId trace() {
        return new TraceId("trace-" + java.util.UUID.randomUUID());
    }

    private static Policies policies(int retries) {
        return new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                retries,
                Duration.ofSeconds(10),
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }

    private static Membership.Self self() {
        return new Membership.Self("s1", "host", "CellA", "host:9001", "/logs", "1.0.0");
    }

    private static ClientSessions.Session session(String id, Instant connected) {
        return new ClientSessions.Session(
                id,
                INSTANCE,
                "app",
                "1.2.3.4:5",
                "CellA",
                "host",
                42,
                connected,
                Map.of("handler", HandlerKind.SIMPLE));
    }
}
