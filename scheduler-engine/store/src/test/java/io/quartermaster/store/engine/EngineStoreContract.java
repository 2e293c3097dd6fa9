package io.quartermaster.store.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.SkipReason;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.TopologyRunRepository;
import io.quartermaster.store.engine.Ledger.Outcome;
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
    private static final DecisionRecord DECISION = new DecisionRecord(
            false, List.of(), "CellA", "CellA", 1, Policies.Routing.RANDOM, "app@1.2.3.4:5", "session-1", null);

    final Database database = open();
    final Leadership leadership = new Leadership(database);
    private final Schedules schedules = new Schedules(database);
    private static final RecordFact.Missed STANDS_FOR = new RecordFact.Missed(2, false, NOON, NOON.plusSeconds(1));

    private final Planning planning = new Planning(database);
    private final Ledger ledger = new Ledger(database);
    private final Membership membership = new Membership(database);
    LeadFence lead = new LeadFence("none", "none", 0);
    Fence fence = new Fence("none", 0);

    abstract Database open();

    @BeforeEach
    void lead() {
        database.schema().migrate();
        lead = leadership.take("main", "s1", LEASE).orElseThrow();
        fence = membership.join(self("s1"), LEASE).orElseThrow();
        SlotRows slots = new SlotRows(database);
        slots.create(lead, "");
        slots.give(
                lead,
                slots.all().stream()
                        .map(row -> new SlotRows.Gift(row, fence.epoch()))
                        .toList());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oneServerLeadsAndTheEpochGrowsWithEveryChangeOfHands() {
        assertThat(lead).isEqualTo(new LeadFence("main", "s1", 1));
        assertThat(leadership.take("main", "s2", LEASE)).isEmpty();
        assertThat(leadership.take("main", "s1", LEASE)).isEmpty();
        assertThat(leadership.take("other", "s2", LEASE)).contains(new LeadFence("other", "s2", 1));
        assertThat(leadership.renew(lead, LEASE)).isTrue();

        leadership.release(lead);

        assertThat(leadership.renew(lead, LEASE)).isFalse();
        assertThat(leadership.take("main", "s2", LEASE)).contains(new LeadFence("main", "s2", 2));
    }

    @Test
    void ofTenServersThatTakeAFreeLeadAtOnceOneGetsIt() {
        leadership.release(lead);

        List<Optional<LeadFence>> taken = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> leadership.take("main", "s" + i, LEASE)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
    }

    @Test
    void everyWriteOfAnOwnerWhoseTenureWasEndedIsRefusedAndLeavesNothing() {
        Job job = job("a", Policies.DEFAULT);
        RecordId running = running(job);
        lapse();
        assertThat(membership.evict(lead)).containsExactly(fence);

        List<Runnable> writes = List.of(
                () -> plan(job, NOON),
                () -> reschedule(List.of(new Schedules.Row(job.id(), 1, 1, NOON, null))),
                () -> schedules.forget(fence, List.of(job.id())),
                () -> planning.supersede(
                        fence, List.of(new Planning.StandIn(running, List.of(running), STANDS_FOR)), NOON),
                () -> new RunningRows(database).adopt(fence, running, "session"),
                () -> new SlotRows(database).handOver(fence, Slots.of(List.of(1))));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).isInstanceOf(StoreException.Fenced.class);
        }
        assertThat(record(running).status()).isEqualTo(RunStatus.EXECUTING);
        assertThat(membership.beat(fence, self("s1"), LEASE, Membership.Doings.NONE))
                .isFalse();
    }

    @Test
    void everyWriteOfAFormerLeaderIsRefused() {
        leadership.release(lead);
        assertThat(leadership.take("main", "s2", LEASE)).isPresent();

        List<Runnable> writes = List.of(
                () -> membership.evict(lead),
                () -> new SlotRows(database).create(lead, ""),
                () -> new SlotRows(database).bringHome(lead, "CellB", List.of(1)),
                () -> new ClientSessions(database).sweep(lead, LEASE));
        for (Runnable write : writes) {
            assertThatThrownBy(write::run).isInstanceOf(StoreException.Fenced.class);
        }
    }

    @Test
    void aTenureIsNotBegunWhileAnotherOfThatNameLastsAndItsEpochIsNobodyElses() {
        assertThat(membership.join(self("s1"), LEASE)).isEmpty();
        Fence other = membership.join(self("s2"), LEASE).orElseThrow();
        assertThat(other.epoch()).isGreaterThan(fence.epoch());

        lapse();
        Fence again = membership.join(self("s1"), LEASE).orElseThrow();

        assertThat(again.epoch()).isGreaterThan(other.epoch());
        assertThatThrownBy(() -> plan(job("a", Policies.DEFAULT), NOON)).isInstanceOf(StoreException.Fenced.class);
        assertThat(new SlotRows(database).of(fence).owned().isEmpty()).isTrue();
    }

    @Test
    void aSlotIsGivenWhenItIsFreeAndHandedOverWhenItIsNot() {
        SlotRows slots = new SlotRows(database);
        Fence other = membership.join(self("s2"), LEASE).orElseThrow();
        SlotRows.Row seven = slots.all().get(7);
        assertThat(seven.owner()).isEqualTo(fence.epoch());

        slots.give(lead, List.of(new SlotRows.Gift(seven, other.epoch())));
        assertThat(slots.of(fence)).isEqualTo(new SlotRows.Mine(slots.of(fence).owned(), Slots.of(List.of(7))));
        assertThat(slots.of(other).owned().isEmpty()).isTrue();
        slots.handOver(fence, Slots.of(List.of(7)));

        assertThat(slots.of(other).owned()).isEqualTo(Slots.of(List.of(7)));
        assertThat(slots.of(fence).owned().size()).isEqualTo(Slots.COUNT - 1);
        membership.leave(other, "bye");
        assertThat(slots.all().get(7).owner()).isZero();
    }

    @Test
    void aSlotThatATenureHasWhichWasEndedIsFree() {
        SlotRows slots = new SlotRows(database);
        database.run(handle -> handle.execute("update slot set owner_epoch = 4711 where slot = 7"));
        assertThat(slots.all().get(7).owner()).isZero();

        slots.give(lead, List.of(new SlotRows.Gift(slots.all().get(7), fence.epoch())));

        assertThat(slots.of(fence).owned().size()).isEqualTo(Slots.COUNT);
    }

    @Test
    void aDueTimeOfAJobIsPlannedOnceHoweverOftenItIsPlanned() {
        Job job = job("a", Policies.DEFAULT);

        plan(job, NOON);
        plan(job, NOON);

        assertThat(planning.planned(fence, NOON, 10)).singleElement().satisfies(row -> {
            assertThat(row.record().due()).isEqualTo(NOON);
            assertThat(row.record().status()).isEqualTo(RunStatus.PLANNED);
            assertThat(row.jobVersion()).isEqualTo(1);
            assertThat(row.epoch()).isEqualTo(fence.epoch());
        });
        assertThat(planning.planned(fence, NOON.minusMillis(1), 10)).isEmpty();
    }

    @Test
    void aChangedJobIsFoundUntilItsScheduleFollowsAndADeletedOneUntilItIsForgotten() {
        Job job = job("a", Policies.DEFAULT);
        assertThat(schedules.changed(fence, 10)).containsExactly(new Schedules.Change.Saved(job, null));
        reschedule(List.of(new Schedules.Row(job.id(), 1, 1, NOON, null)));
        assertThat(schedules.changed(fence, 10)).isEmpty();
        assertThat(schedules.due(fence, NOON, 10))
                .singleElement()
                .extracting(Schedules.Due::job)
                .isEqualTo(job);

        database.jobs().update(job.id(), 1, job.spec().withName("b"), true, ANNA);
        assertThat(schedules.due(fence, NOON, 10))
                .as("not by the old version's row")
                .isEmpty();
        assertThat(schedules.changed(fence, 10)).hasSize(1);

        database.jobs().delete(job.id(), 2, ANNA, null);
        assertThat(schedules.changed(fence, 10)).containsExactly(new Schedules.Change.Deleted(job.id()));
        assertThat(schedules.edited(fence, Instant.EPOCH, 10)).containsExactly(new Schedules.Change.Deleted(job.id()));
        schedules.forget(fence, List.of(job.id()));
        assertThat(schedules.changed(fence, 10)).isEmpty();
    }

    @Test
    void reschedulingWithdrawsWhatIsPlannedAfterTheEditAndKeepsWhatWasDueBefore() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        plan(job, NOON.plusSeconds(2));

        reschedule(List.of(new Schedules.Row(job.id(), 7, 1, null, NOON.plusSeconds(1))));

        assertThat(planning.planned(fence, NOON.plusSeconds(9), 10))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.record().due()).isEqualTo(NOON);
                    assertThat(row.jobVersion()).isEqualTo(7);
                });
        reschedule(List.of(new Schedules.Row(job.id(), 8, 1, null, null)));
        assertThat(planning.planned(fence, NOON.plusSeconds(9), 10)).isEmpty();
    }

    @Test
    void aDueTimeThatPassedUnplannedBeforeAnEditIsNotLostByIt() {
        Job job = job("a", Policies.DEFAULT);
        reschedule(List.of(new Schedules.Row(job.id(), 1, 1, NOON.minusSeconds(60), null)));

        reschedule(List.of(new Schedules.Row(job.id(), 2, 1, NOON.plusSeconds(60), NOON)));

        assertThat(planning.planned(fence, NOON, 10)).singleElement().satisfies(row -> {
            assertThat(row.record().due()).isEqualTo(NOON.minusSeconds(60));
            assertThat(row.jobVersion()).isEqualTo(2);
        });
    }

    @Test
    void theScheduleMovesOnWithThePlanAndMissedRowsAreClosed() {
        Job job = job("a", Policies.DEFAULT);
        reschedule(List.of(new Schedules.Row(job.id(), 1, 1, NOON, null)));
        plan(job, NOON.minusSeconds(60));
        Instant next = NOON.plusSeconds(1);

        Planning.Planned planned = planning.plan(
                fence,
                List.of(new Planning.Firing(job, NOON, trace(), "missed: it was")),
                List.of(new Planning.Advance(job.id(), 1, NOON, next, NOON)),
                NOON);

        assertThat(planned).isEqualTo(new Planning.Planned(List.of(), 1));

        assertThat(schedules.due(fence, NOON, 10)).isEmpty();
        assertThat(schedules.due(fence, next, 10)).hasSize(1);
        assertThat(planning.planned(fence, next, 10)).isEmpty();
        assertThat(all()).extracting(TriggerRecord::status).containsOnly(RunStatus.SKIPPED);
        assertThat(all()).extracting(TriggerRecord::error).contains("missed: it was");
    }

    @Test
    void aRowIsSentOnceAndASecondServerThatSentItIsTold() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        RecordId id = ids().getFirst();
        Fence other = new Fence("s2", 77);

        assertThat(ledger.write(List.of(sent(id, fence)), List.of()).twice()).isEmpty();
        assertThat(ledger.write(List.of(sent(id, other)), List.of()).twice()).containsExactly(sent(id, other));

        TriggerRecord first = record(id);
        assertThat(first.status()).isEqualTo(RunStatus.EXECUTING);
        assertThat(first.fired()).isEqualTo(NOON.plusMillis(5));
        assertThat(first.zone()).isEqualTo("CellA");
        assertThat(first.server()).isEqualTo("s1");
        assertThat(ids()).isEmpty();
        assertThat(database.records().events(id))
                .extracting(RecordEvent::kind)
                .containsExactly("PLANNED", "FIRED", "ROUTED");
    }

    @Test
    void aResultMayBeToldBeforeTheSendingAndBothAreKept() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        RecordId id = ids().getFirst();
        Closing report = new Closing.Reported(
                id, INSTANCE, RunStatus.SUCCEED, "done", null, NOON.plusMillis(3), NOON.plusSeconds(1));

        ledger.write(List.of(), List.of(report));
        assertThat(record(id).status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(record(id).fired()).isEqualTo(NOON.plusMillis(3));
        assertThat(ledger.write(List.of(sent(id, fence)), List.of()).twice()).isEmpty();

        TriggerRecord record = record(id);
        assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
        assertThat(record.result()).isEqualTo("done");
        assertThat(record.client()).isEqualTo("app@1.2.3.4:5");
        assertThat(record.finished()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void aRowThatStandsForOthersTellsOfThem() {
        Job job = job("a", Policies.DEFAULT);
        List<LedgerRow> planned = planning.plan(
                        fence, List.of(new Planning.Firing(job, NOON, trace(), null, STANDS_FOR)), List.of(), NOON)
                .rows();
        RecordId first = planned.getFirst().record().id();
        plan(job, NOON.plusSeconds(1));
        RecordId second = ids().getLast();

        planning.supersede(
                fence, List.of(new Planning.StandIn(second, List.of(first), STANDS_FOR)), NOON.plusSeconds(30));

        assertThat(List.of(first, second))
                .allSatisfy(id -> assertThat(database.records().events(id))
                        .filteredOn(event -> event.kind().equals("MISSED"))
                        .singleElement()
                        .satisfies(event -> assertThat(RecordFact.read("MISSED", event.detail()))
                                .contains(STANDS_FOR)));
        assertThat(record(first).status()).isEqualTo(RunStatus.SKIPPED);
        assertThat(record(second).status()).isEqualTo(RunStatus.PLANNED);
    }

    @Test
    void aRowThatWasSkippedAsExcludedThoughAnotherServerHadSentItIsPutRight() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        RecordId id = ids().getFirst();
        ledger.write(List.of(), List.of(unsent(id, RunStatus.SKIPPED, SkipReason.EXCLUDED.text())));

        ledger.write(List.of(), List.of(closing(id, RunStatus.SUCCEED)));

        assertThat(record(id).status()).isEqualTo(RunStatus.SUCCEED);
    }

    @Test
    void aRunThatGoesToAnotherClientAsTheFirstOneIsGoneIsNotSentTwice() {
        Job job = job("a", Policies.DEFAULT);
        RecordId id = running(job);
        Fired moved = new Fired(id, fence, NOON.plusMillis(5), "CellA", "app@2", "session-2", null, DECISION);

        assertThat(ledger.write(List.of(moved), List.of()).twice()).isEmpty();

        assertThat(record(id).client()).isEqualTo("app@2");
        assertThat(record(id).status()).isEqualTo(RunStatus.EXECUTING);
    }

    @Test
    void whatTheSenderSaysLaterOfARunThatWasFoundAtItsClientIsNotAnotherSending() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        RecordId id = ids().getFirst();
        DecisionRecord found = DecisionRecord.takenOver(false, "app@2", "session-2");
        Fired taken = new Fired(id, fence, NOON.plusMillis(5), "CellA", "app@2", "session-2", null, found);
        ledger.write(List.of(taken), List.of());

        assertThat(ledger.write(List.of(sent(id, new Fence("s0", 0))), List.of())
                        .twice())
                .isEmpty();

        assertThat(record(id).client()).isEqualTo("app@2");
    }

    @Test
    void aRunThatWasStoppedTimedOutWhoeverWritesItFirst() {
        Policies retrying = new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                Duration.ofSeconds(1),
                Policies.OnTimeout.RETRY,
                1,
                Duration.ofSeconds(10),
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
        RecordId id = running(job("a", retrying));
        Closing stopped =
                new Closing.Reported(id, INSTANCE, RunStatus.SUCCEED, "half", null, null, true, NOON.plusSeconds(2));

        Outcome.Closed outcome = (Outcome.Closed) closed(stopped).getFirst();

        assertThat(record(id).status()).isEqualTo(RunStatus.TIMEOUT);
        assertThat(record(id).error()).isEqualTo("no result in time, so it was stopped");
        assertThat(outcome.retry()).isNotNull();
    }

    @Test
    void aRunThatTimedOutIsFoundByTheNextOwner() {
        Job job = job("a", Policies.DEFAULT);
        RecordId id = running(job);
        RunningRows rows = new RunningRows(database);
        ledger.write(List.of(), List.of(new Closing.Decided(id, fence.epoch(), RunStatus.TIMEOUT, null, "late", NOON)));

        assertThat(rows.timedOut(fence, NOON.minusSeconds(1)))
                .extracting(row -> row.record().id())
                .containsExactly(id);
        assertThat(rows.timedOut(fence, NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void aRowThatWasSkippedAsMissedThoughItRanIsPutRight() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        plan(job, NOON.plusSeconds(1));
        RecordId first = ids().getFirst();
        RecordId second = ids().getLast();
        assertThat(planning.supersede(
                        fence,
                        List.of(new Planning.StandIn(second, List.of(first, second), STANDS_FOR)),
                        NOON.plusSeconds(30)))
                .isEqualTo(2);

        ledger.write(List.of(sent(first, fence)), List.of(closing(first, RunStatus.SUCCEED)));
        ledger.write(List.of(), List.of(closing(second, RunStatus.SUCCEED)));

        assertThat(List.of(record(first), record(second))).allSatisfy(record -> {
            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(record.finished()).isEqualTo(NOON.plusSeconds(1));
        });
        assertThat(record(first).fired()).isEqualTo(NOON.plusMillis(5));
        assertThat(record(first).client()).isEqualTo("app@1.2.3.4:5");
    }

    @Test
    void aSecondSendingAfterTheReportedEndIsAnotherOne() {
        Job job = job("a", Policies.DEFAULT);
        plan(job, NOON);
        RecordId id = ids().getFirst();
        ledger.write(
                List.of(),
                List.of(new Closing.Reported(
                        id, INSTANCE, RunStatus.SUCCEED, "done", null, NOON.minusSeconds(2), NOON.minusSeconds(1))));

        assertThat(ledger.write(List.of(sent(id, fence)), List.of()).twice()).hasSize(1);
        assertThat(record(id).fired()).isEqualTo(NOON.minusSeconds(2));
    }

    @Test
    void whatCouldNotBeSentIsTriedAgainByItsPolicyAndWhatWasSkippedIsNot() {
        Job job = job("a", policies(1));
        plan(job, NOON);
        plan(job, NOON.plusSeconds(1));
        List<RecordId> ids = ids();

        ledger.write(
                List.of(),
                List.of(
                        unsent(ids.getFirst(), RunStatus.FAILED, "no target was found"),
                        unsent(ids.getLast(), RunStatus.SKIPPED, "busy")));

        assertThat(planning.planned(fence, NOON.plusSeconds(60), 10))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.record().reason()).isEqualTo(TriggerReason.RETRY);
                    assertThat(row.record().attempt()).isEqualTo(2);
                    assertThat(row.record().due()).isEqualTo(NOON.plusSeconds(10));
                });
        assertThat(record(ids.getLast()).error()).isEqualTo("busy");
        ledger.write(List.of(), List.of(unsent(ids().getFirst(), RunStatus.FAILED, "no target was found")));
        assertThat(ids()).isEmpty();
    }

    @Test
    void aRunIsClosedOnceAndItsJobShowsIt() {
        Job job = job("a", policies(1));
        reschedule(List.of(new Schedules.Row(job.id(), 1, 1, null, null)));
        RecordId running = running(job);
        ledger.progress(Map.of(running, "half"));

        List<Outcome> outcomes = closed(
                closing(running, RunStatus.FAILED),
                closing(running, RunStatus.SUCCEED),
                closing(new RecordId(999_999), RunStatus.SUCCEED));

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
        assertThat(pulse(NOON, NOON)).isEqualTo("asked=false plan=false untimed=false led=true");

        Job job = job("a", Policies.DEFAULT);
        assertThat(pulse(job.updatedAt(), NOON)).isEqualTo("asked=false plan=true untimed=false led=true");
        reschedule(List.of(new Schedules.Row(job.id(), job.version(), 1, NOON.plusSeconds(1), null)));
        assertThat(pulse(job.updatedAt(), NOON)).isEqualTo("asked=false plan=false untimed=false led=true");
        assertThat(pulse(NOON, NOON.plusSeconds(1))).isEqualTo("asked=false plan=true untimed=false led=true");

        Command command = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "k1", ANNA);
        assertThat(pulse(job.updatedAt(), NOON)).isEqualTo("asked=true plan=false untimed=false led=true");
        new CommandInbox(database).fire(fence, command, job, trace(), NOON);
        leadership.release(lead);
        assertThat(pulse(job.updatedAt(), NOON)).isEqualTo("asked=false plan=false untimed=true led=false");
    }

    @Test
    void aLeaderSeesWhenMembersComeAndGo() {
        Pulse.Members calm = members();
        assertThat(calm.uneasy()).isFalse();

        membership.join(self("s2"), LEASE);
        assertThat(members().members()).isNotEqualTo(calm.members());
        lapse();
        assertThat(members().uneasy()).isTrue();
    }

    @Test
    void aResultIsStoredWhoeverOwnsMeanwhile() {
        RecordId running = running(job("a", policies(1)));
        lapse();
        assertThat(membership.evict(lead)).hasSize(1);

        List<Outcome> outcomes = closed(closing(running, RunStatus.FAILED));

        assertThat(record(running).status()).isEqualTo(RunStatus.FAILED);
        assertThat(((Outcome.Closed) outcomes.getFirst()).retry()).isNotNull();
    }

    @Test
    void whatAServerThoughtOfARunThatAnotherTookOnChangesNothing() {
        RecordId running = running(job("a", Policies.DEFAULT));
        Fence next = membership.join(self("s2"), LEASE).orElseThrow();
        assertThat(new RunningRows(database).adopt(next, running, "session-2")).isTrue();

        Closing former = new Closing.Decided(running, fence.epoch(), RunStatus.FAILED, null, "not sent", NOON);
        assertThat(closed(former)).singleElement().isInstanceOf(Outcome.Late.class);
        assertThat(record(running).status()).isEqualTo(RunStatus.EXECUTING);
        Closing latter = new Closing.Decided(running, next.epoch(), RunStatus.FAILED, null, "not sent", NOON);
        assertThat(closed(latter)).singleElement().isInstanceOf(Outcome.Closed.class);
    }

    @Test
    void anotherInstancesClientCannotCloseARun() {
        RecordId running = running(job("a", Policies.DEFAULT));
        Closing foreign = new Closing.Reported(
                running, new InstanceId("000002"), RunStatus.SUCCEED, "mine now", null, NOON, NOON);

        assertThat(closed(foreign)).singleElement().isInstanceOf(Outcome.Unknown.class);
        assertThat(record(running).status()).isEqualTo(RunStatus.EXECUTING);
    }

    @Test
    void anotherInstancesClientTellsNothingOfTheNodesOfARun() {
        Job job = job("a", Policies.DEFAULT);
        RecordId run = running(job);
        InstanceId foreign = new InstanceId("000002");
        NodeKey node = NodeKey.top("a");
        Input.Report report = new Input.Report(node, 1, 1, NodeStatus.SUCCEED, "", "", List.of());
        TopologyLog log = new TopologyLog(database);
        log.deliver(new TopologyLog.Delivery(foreign, run, job.id(), report, "T:1"), "s1");
        assertThat(log.asked(fence, 10)).isEmpty();
        log.deliver(new TopologyLog.Delivery(INSTANCE, run, job.id(), report, "T:1"), "s1");
        log.deliver(new TopologyLog.Delivery(INSTANCE, run, job.id(), report, "T:1"), "s2");
        assertThat(log.asked(fence, 10)).hasSize(1);

        NodeProgressRows rows = new NodeProgressRows(database);
        rows.write(List.of(new NodeProgressRows.Line(foreign, run, node, 1, 1, 5, "mine", NOON)));
        assertThat(database.topologyRuns().progress(run)).isEmpty();
        rows.write(List.of(new NodeProgressRows.Line(INSTANCE, run, node, 1, 1, 5, "half", NOON)));
        rows.write(List.of(new NodeProgressRows.Line(foreign, run, node, 1, 1, 5, "mine", NOON.plusSeconds(1))));
        rows.write(List.of(new NodeProgressRows.Line(INSTANCE, run, node, 1, 1, 5, "less", NOON.minusSeconds(1))));
        assertThat(database.topologyRuns().progress(run))
                .isEqualTo(Map.of(node, new TopologyRunRepository.Progress(1, 1, "half", NOON)));
        rows.write(List.of(new NodeProgressRows.Line(INSTANCE, run, node, 1, 2, 9, "anew", NOON)));
        rows.write(List.of(new NodeProgressRows.Line(INSTANCE, run, node, 1, 1, 5, "late", NOON.plusSeconds(2))));
        assertThat(database.topologyRuns().progress(run))
                .isEqualTo(Map.of(node, new TopologyRunRepository.Progress(1, 2, "anew", NOON)));
    }

    @Test
    void aResultLongerThanItsColumnIsCutAndNotLost() {
        RecordId running = running(job("a", Policies.DEFAULT));

        closed(new Closing.Reported(running, INSTANCE, RunStatus.SUCCEED, "汉".repeat(100_000), null, NOON, NOON));

        assertThat(record(running).result()).hasSize(Text.LONG).endsWith("…");
    }

    @Test
    void aCommandIsCarriedOutOnceAndTwoInOneMillisecondAreTwoRecords() {
        Job job = job("a", Policies.DEFAULT);
        CommandInbox inbox = new CommandInbox(database);
        Command first = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "k1", ANNA);
        Command second = database.commands().ask(job, Command.Kind.TRIGGER_EVENT, "k2", ANNA);

        assertThat(inbox.waiting(fence, 10)).containsExactly(first, second);
        RecordId fired = inbox.fire(fence, first, job, trace(), NOON)
                .orElseThrow()
                .record()
                .id();
        assertThat(inbox.fire(fence, first, job, trace(), NOON)).isEmpty();
        RecordId event = inbox.fire(fence, second, job, trace(), NOON)
                .orElseThrow()
                .record()
                .id();

        assertThat(record(fired).reason()).isEqualTo(TriggerReason.MANUAL);
        assertThat(record(event).reason()).isEqualTo(TriggerReason.EVENT);
        assertThat(record(event).due()).isEqualTo(NOON.plusMillis(1));
        assertThat(database.commands().find(first.id()).orElseThrow().record()).isEqualTo(fired);
        Command third = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "k3", ANNA);
        inbox.refuse(fence, third, "no", NOON);
        assertThat(database.commands().find(third.id()).orElseThrow().state()).isEqualTo(Command.State.REFUSED);
        assertThat(inbox.waiting(fence, 10)).isEmpty();
    }

    @Test
    void runsPastTheirDeadlineAndRunsOfLostClientsAreFound() {
        Job job = job("a", Policies.DEFAULT);
        RecordId running = running(job);
        RunningRows rows = new RunningRows(database);
        assertThat(rows.overdue(fence, NOON.plusSeconds(4), 10)).isEmpty();
        assertThat(rows.overdue(fence, NOON.plusSeconds(6), 10)).hasSize(1);
        assertThat(rows.running(fence))
                .singleElement()
                .extracting(LedgerRow::session)
                .isEqualTo("session-1");
        assertThat(rows.stillRunning(List.of(running, new RecordId(4711)))).containsExactly(running);

        ClientSessions sessions = new ClientSessions(database);
        sessions.connected("s1", session("session-1", NOON));
        assertThat(rows.orphans(fence, 10)).isEmpty();
        sessions.disconnected("session-1", NOON.plusSeconds(2), "gone");
        assertThat(rows.orphans(fence, 10)).singleElement().satisfies(orphan -> {
            assertThat(orphan.gone()).isEqualTo(NOON.plusSeconds(2));
            assertThat(orphan.alive()).isNull();
        });
        sessions.connected("s1", session("session-2", NOON.plusSeconds(3)));
        assertThat(rows.orphans(fence, 10))
                .extracting(RunningRows.Orphan::alive)
                .containsExactly("session-2");
        assertThat(rows.adopt(fence, running, "session-2")).isTrue();
        assertThat(rows.orphans(fence, 10)).isEmpty();
    }

    @Test
    void sessionsOfServersThatAreGoneAreClosedAndAReallyOpenOneIsOpenedAgain() {
        ClientSessions sessions = new ClientSessions(database);
        sessions.connected("s9", session("session-9", NOON));
        assertThat(database.cluster().handlers(INSTANCE, null)).hasSize(1);
        sessions.sweep(lead, Duration.ofDays(1));
        assertThat(database.cluster().handlers(INSTANCE, null)).isEmpty();

        sessions.reassert("s9", List.of("session-9"));
        assertThat(database.cluster().handlers(INSTANCE, null)).hasSize(1);
        assertThat(new ZoneRows(database).read().clients()).isEqualTo(Map.of("000001", List.of("CellA")));
        assertThat(sessions.closeOf("s9", "bye")).isEqualTo(1);
    }

    @Test
    void aServersRowIsThereWhileItBeats() {
        assertThat(membership.beat(fence, self("s1"), LEASE, new Membership.Doings(Duration.ofMillis(7), 3, 11)))
                .isTrue();

        assertThat(database.cluster().servers()).singleElement().satisfies(row -> {
            assertThat(row.clockOffsetMillis()).isEqualTo(7);
            assertThat(row.leads()).isTrue();
            assertThat(row.leaseUntil()).isAfter(database.now());
        });
        assertThat(membership.members()).containsExactly(new Membership.Member("s1", fence.epoch(), "CellA", false));
        assertThat(new ZoneRows(database).read().servers()).containsExactly("CellA");
        membership.leave(fence, "bye");
        assertThat(database.cluster().servers()).isEmpty();
    }

    @Test
    void aStoryIsOnlyAddedToInItsOrder() {
        RecordId running = running(job("a", Policies.DEFAULT));
        Stories stories = new Stories(database);

        stories.add(fence.epoch(), List.of(event(running, "PROGRESS"), event(running, "ADOPTED")));
        stories.add(0, List.of(event(running, "LATE")));

        assertThat(database.records().events(running))
                .extracting(RecordEvent::kind)
                .containsExactly("PLANNED", "FIRED", "ROUTED", "PROGRESS", "ADOPTED", "LATE");
    }

    @Test
    void aStoryIsToldInTheOrderInWhichItHappenedAndOfOneInstantTheEndComesLast() {
        Stories stories = new Stories(database);
        RecordId id = running(job("a", Policies.DEFAULT));
        ledger.write(List.of(), List.of(closing(id, RunStatus.SUCCEED)));
        stories.add(fence.epoch(), List.of(event(id, "LATE"), event(id, "PROGRESS")));
        stories.add(
                fence.epoch(),
                List.of(new Stories.Event(id, NOON.plusMillis(5), "MISSED", "x"), event(id, "A_NEWER_KIND")));

        assertThat(database.records().events(id))
                .extracting(RecordEvent::kind)
                .containsExactly(
                        "PLANNED",
                        "MISSED",
                        "FIRED",
                        "ROUTED",
                        "PROGRESS",
                        "A_NEWER_KIND",
                        "REPORTED",
                        "CLOSED",
                        "LATE");
    }

    @Test
    void aServerAnswersWhatItIsAskedOnceAndTheAuditHasWhatChanged() {
        DrainRows rows = new DrainRows(database);
        ServerCommand alone = ask(ServerCommand.Kind.DRAIN, "k0");
        assertThat(rows.answer(fence, alone, false)).contains(ServerCommand.Answer.LAST);
        membership.join(self("s2"), LEASE);

        assertThat(rows.waiting(fence)).isEmpty();
        ServerCommand drain = ask(ServerCommand.Kind.DRAIN, "k1");
        assertThat(rows.waiting(fence)).containsExactly(drain);
        assertThat(rows.answer(fence, drain, true)).contains(ServerCommand.Answer.DRAINS);
        assertThat(rows.answer(fence, drain, true)).isEmpty();
        assertThat(rows.answer(fence, ask(ServerCommand.Kind.DRAIN, "k2"), true))
                .contains(ServerCommand.Answer.DRAINED_ALREADY);
        assertThat(rows.answer(fence, ask(ServerCommand.Kind.STOP_DRAINING, "k3"), true))
                .contains(ServerCommand.Answer.STAYS);
        assertThat(rows.answer(fence, ask(ServerCommand.Kind.STOP_DRAINING, "k4"), true))
                .contains(ServerCommand.Answer.STAYED_ALREADY);
        assertThat(rows.drained(fence)).isFalse();

        assertThat(database.serverCommands().find(alone.id()))
                .hasValueSatisfying(command -> assertThat(command.state()).isEqualTo(Command.State.REFUSED));
        assertThat(database.serverCommands().find(drain.id())).hasValueSatisfying(command -> {
            assertThat(command.state()).isEqualTo(Command.State.DONE);
            assertThat(command.answered()).isNotNull();
        });
        assertThat(database.audit().page(INSTANCE, null, 10))
                .satisfiesExactly(
                        stay -> {
                            assertThat(stay.action()).isEqualTo("server.drain.stop");
                            assertThat(stay.after()).isEqualTo("{\"draining\":\"false\"}");
                        },
                        drained -> {
                            assertThat(drained.action()).isEqualTo("server.drain");
                            assertThat(drained.actor()).isEqualTo(ANNA);
                            assertThat(drained.reason()).isEqualTo("patch day");
                            assertThat(drained.before()).isEqualTo("{\"draining\":\"false\"}");
                            assertThat(drained.after()).isEqualTo("{\"draining\":\"true\"}");
                        });
    }

    @Test
    void aServerThatIsDrainedOrComesBackLateRefuses() {
        DrainRows rows = new DrainRows(database);
        membership.join(self("s2"), LEASE);
        ServerCommand old = ask(ServerCommand.Kind.DRAIN, "k0");
        database.run(handle -> handle.execute("update server_command set requested_at = requested_at - 61000"));
        assertThat(rows.answer(fence, rows.waiting(fence).getFirst(), false)).contains(ServerCommand.Answer.TOO_OLD);

        rows.answer(fence, ask(ServerCommand.Kind.DRAIN, "k1"), false);
        assertThat(rows.drained(fence)).isTrue();
        assertThat(rows.answer(fence, ask(ServerCommand.Kind.STOP_DRAINING, "k2"), false))
                .contains(ServerCommand.Answer.LEAVING);
        assertThat(old.server()).isEqualTo("s1");
    }

    @Test
    void whereEveryZoneLeadsItselfTheLastOfAZoneStays() {
        membership.join(new Membership.Self("s2", "host", "CellB", "host:9001", "/logs", "1.0.0"), LEASE);

        assertThat(new DrainRows(database).answer(fence, ask(ServerCommand.Kind.DRAIN, "k1"), true))
                .contains(ServerCommand.Answer.LAST_IN_ZONE);
    }

    private ServerCommand ask(ServerCommand.Kind kind, String key) {
        return database.serverCommands().ask("s1", kind, key, INSTANCE, ANNA, "patch day");
    }

    /// The server's lease ends without a beat.
    private void lapse() {
        database.run(handle -> handle.execute("update server set lease_until_at = 0 where server_id = 's1'"));
    }

    private void reschedule(List<Schedules.Row> rows) {
        schedules.reschedule(fence, rows, EngineStoreContract::trace, NOON);
    }

    private Pulse.Members members() {
        Pulse.Work work = new Pulse(database).look(fence, "main", NOON, NOON, true);
        return java.util.Objects.requireNonNull(work.members());
    }

    private String pulse(Instant now, Instant horizon) {
        Pulse.Work work = new Pulse(database).look(fence, "main", now, horizon, false);
        return "asked=" + work.asked() + " plan=" + (work.edited() || work.due()) + " untimed=" + work.untimed()
                + " led=" + work.led();
    }

    private List<Outcome> closed(Closing... closings) {
        return ledger.write(List.of(), List.of(closings)).outcomes();
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
        ledger.write(List.of(sent(id, fence)), List.of());
        return id;
    }

    private List<RecordId> ids() {
        return planning.planned(fence, NOON.plusSeconds(3600), 100).stream()
                .map(row -> row.record().id())
                .toList();
    }

    private List<TriggerRecord> all() {
        return database.records().page(INSTANCE, io.quartermaster.store.RecordRepository.Filter.ALL, null, 100);
    }

    private TriggerRecord record(RecordId id) {
        return database.records().find(id).orElseThrow();
    }

    private static Fired sent(RecordId id, Fence by) {
        return new Fired(
                id, by, NOON.plusMillis(5), "CellA", "app@1.2.3.4:5", "session-1", NOON.plusSeconds(5), DECISION);
    }

    private Closing unsent(RecordId id, RunStatus status, String why) {
        return new Closing.Unsent(id, status, why, null, fence, NOON);
    }

    private static Closing closing(RecordId id, RunStatus status) {
        return new Closing.Reported(id, INSTANCE, status, null, "why", null, NOON.plusSeconds(1));
    }

    private static Stories.Event event(RecordId id, String kind) {
        return new Stories.Event(id, NOON.plusSeconds(1), kind, "detail");
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

    @Test
    void aServersPeersAreTheOthersThatLiveAndCanBeLinkedTo() {
        Membership membership = new Membership(database);
        for (String id : List.of("p2", "p4")) {
            assertThat(membership.join(peer(id, "hush-" + id), LEASE)).isPresent();
        }
        assertThat(membership.join(peer("p3", "hush-p3"), LEASE.negated())).isPresent();

        assertThat(membership.peers("p4")).containsExactly(new Membership.Peer("p2", "host:12200", "hush-p2"));
        assertThat(peer("p2", "hush") + " " + membership.peers("p4")).doesNotContain("hush");
    }

    @Test
    void clientsAreToldOfTheServersThatLiveAndDoNotDrain() {
        Membership all = new Membership(database);
        for (String id : List.of("p2", "p3", "p4")) {
            Membership.Self self = new Membership.Self(id, "host", "Cell" + id, id + ":9001", "/logs", "1.0.0");
            assertThat(all.join(self, id.equals("p3") ? LEASE.negated() : LEASE))
                    .isPresent();
        }
        database.run(handle ->
                handle.execute("insert into server_drain (server_id, asked_by, asked_at) values ('p4', 'anna', 1)"));

        assertThat(all.links())
                .contains(new Membership.Link("p2:9001", "Cellp2"))
                .noneMatch(link -> link.address().matches("p[34]:9001"));
    }

    private static Membership.Self peer(String id, String token) {
        return new Membership.Self(id, "host", "CellA", "host:9001", "/logs", "1.0.0", "host:12200", token);
    }

    private static Membership.Self self(String id) {
        return new Membership.Self(id, "host", "CellA", "host:9001", "/logs", "1.0.0");
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
                "client-" + id,
                connected,
                Map.of("handler", HandlerKind.SIMPLE));
    }
}
