package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.server.message.Message;
import io.quartermaster.store.ConfigRepository;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A zone switch, with two servers: both obey it in time, and what was triggered before can be sent again.
abstract class ZoneSwitchContract {
    private static final Actor BEN = new Actor("ben", "ws-2");
    private static final String A_TO_B = "{\"CellA\":\"CellB\"}";

    @TempDir
    Path directory;

    private final ShakyChannel broker = new ShakyChannel();
    private final TestHandler inA = new TestHandler("work").polite().shut();
    private final TestHandler inB = new TestHandler("work");
    private TestServer one;
    private TestServer two;
    private SchedulerClient clientInA;
    private SchedulerClient clientInB;

    abstract DatabaseSettings database();

    @BeforeEach
    void start() {
        DatabaseSettings shared = database();
        one = TestServer.sending(shared, "one", directory, broker).leading();
        two = TestServer.sending(shared, "two", directory, broker);
        Eventually.until("both have slots", () -> two.server.slots() > 0 && one.server.slots() < 1024);
        clientInA = one.client("app", "CellA", List.of(two), inA);
        clientInB = one.client("app-b", "CellB", List.of(two), new TestHandler("other"));
    }

    @AfterEach
    void end() {
        inA.open();
        clientInA.close();
        clientInB.close();
        two.close();
        one.close();
    }

    @Test
    void everyServerObeysASwitchAndItsEndWithinTwoSeconds() {
        List<Job> ofOne = jobsOf(one.server::owns, "one");
        List<Job> ofTwo = jobsOf(two.server::owns, "two");

        assertThat(zones(ofOne, ofTwo)).containsOnly("CellA");
        obeyed(null, A_TO_B);
        assertThat(zones(ofOne, ofTwo)).containsOnly("CellB");
        obeyed(A_TO_B, null);
        assertThat(zones(ofOne, ofTwo)).containsOnly("CellA");
    }

    @Test
    void aRunThatHasNotReportedIsClosedAndItsJobFiresAgainWhereTheSwitchSays() {
        Job job = one.jobs().create(named("again"));
        Command first = one.jobs().answer(one.jobs().triggerNow(job));
        Eventually.until("the client in CellA runs it", () -> inA.calls.size() == 1);
        Eventually.until("its record says so", () -> unreported().size() == 1);
        try (SchedulerClient sameInB = one.client("app", "CellB", List.of(two), inB)) {
            obeyed(null, A_TO_B);
            TriggerRecord former = unreported().getFirst();
            assertThat(former.id()).isEqualTo(first.record());

            Command asked = one.jobs()
                    .answer(one.database
                            .commands()
                            .sendAgain(Jobs.INSTANCE, List.of(former), BEN, "CellA burns")
                            .getFirst());

            assertThat(asked.state()).isEqualTo(Command.State.DONE);
            TriggerRecord instead = one.jobs().next(job, record -> record.status() == RunStatus.SUCCEED);
            assertThat(instead.id()).isEqualTo(asked.record());
            assertThat(instead.zone()).isEqualTo("CellB");
            assertThat(instead.reason()).isEqualTo(former.reason());
            assertThat(instead.trace()).isEqualTo(former.trace());
            assertThat(inB.calls).hasSize(1);
            TriggerRecord closed = one.database.records().find(former.id()).orElseThrow();
            assertThat(closed.status()).isEqualTo(RunStatus.CANCEL);
            assertThat(closed.error())
                    .isEqualTo("sent again as record " + instead.id() + ", as ben asked: CellA burns");
            Eventually.until(
                    "the client in CellA was asked to stop",
                    () -> inA.calls.getFirst().isStopRequested());
            tells(former, StoryNote.Reason.SENT_AGAIN, "ben", instead.id().toString(), "CellA burns");
            tells(instead, StoryNote.Reason.SENT_INSTEAD, "ben", former.id().toString(), "CellA burns");
            assertThat(unreported()).isEmpty();
            assertThat(retryOf(instead)).isEqualTo(former.id().value());
        }
    }

    @Test
    void whatHasReportedMeanwhileIsNotSentAgain() {
        Job job = one.jobs().create(named("reported"));
        one.jobs().answer(one.jobs().triggerNow(job));
        Eventually.until("its record says that it runs", () -> unreported().size() == 1);
        List<TriggerRecord> seen = unreported();
        inA.open();
        one.jobs().closed(job);

        Command refused = one.jobs()
                .answer(one.database
                        .commands()
                        .sendAgain(Jobs.INSTANCE, seen, BEN, "too late")
                        .getFirst());

        assertThat(refused.state()).isEqualTo(Command.State.REFUSED);
        assertThat(refused.answer()).contains("is SUCCEED: only what is EXECUTING can be sent again");
        assertThat(one.jobs().records(job)).hasSize(1);
    }

    @Test
    void aMessageThatStillWaitsForItsBrokerGoesOutOnceForTheOtherZone() {
        Job job = one.jobs().create(message("EC_WAITS"));
        broker.down = true;
        one.jobs().answer(one.jobs().triggerNow(job));
        Eventually.until("it waits", () -> unreported().size() == 1);
        obeyed(null, A_TO_B);

        Command asked = one.jobs()
                .answer(one.database
                        .commands()
                        .sendAgain(Jobs.INSTANCE, unreported(), BEN, "CellA burns")
                        .getFirst());
        broker.down = false;

        TriggerRecord instead = one.jobs().next(job, record -> record.status() == RunStatus.SUCCEED);
        assertThat(instead.id()).isEqualTo(asked.record());
        assertThat(broker.received)
                .filteredOn(message -> message.eventCode().equals("EC_WAITS"))
                .extracting(Message::key, Message::zone)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(instead.id().toString(), "CellB"));
    }

    private List<TriggerRecord> unreported() {
        return one.database.records().unreported(Jobs.INSTANCE, List.of("CellA"), 100);
    }

    private long retryOf(TriggerRecord record) {
        return one.database.call(handle -> handle.createQuery("select retry_of from trigger_record where id = :id")
                .bind("id", record.id().value())
                .mapTo(Long.class)
                .one());
    }

    private void tells(TriggerRecord record, StoryNote.Reason reason, String... args) {
        Eventually.asserted(() -> assertThat(one.database.records().events(record.id()))
                .extracting(RecordEvent::detail)
                .contains(new StoryNote(reason, List.of(args)).json()));
    }

    /// Two seconds after a change every server has to obey it.
    private void obeyed(@Nullable String seen, @Nullable String value) {
        assertThat(one.database.config().setZoneSwitch(Jobs.INSTANCE, seen, value, BEN, "test"))
                .isInstanceOf(ConfigRepository.Change.Done.class);
        Instant then = one.database.now().plusSeconds(2);
        Eventually.until("it is " + then, () -> one.database.now().isAfter(then));
    }

    private List<String> zones(List<Job> some, List<Job> others) {
        List<String> zones = new ArrayList<>();
        for (Job job : List.of(some.getFirst(), some.getLast(), others.getFirst(), others.getLast())) {
            Command answer = one.jobs().answer(one.jobs().triggerNow(job));
            String key = String.valueOf(answer.record());
            Message sent = Eventually.given("it is sent", () -> broker.received.stream()
                    .filter(message -> message.key().equals(key))
                    .findFirst()
                    .orElse(null));
            zones.add(sent.zone());
        }
        return zones;
    }

    /// Two jobs that one of the servers fires.
    private List<Job> jobsOf(Predicate<io.quartermaster.model.JobId> owns, String name) {
        List<Job> owned = new ArrayList<>();
        for (int i = 0; owned.size() < 2 && i < 100; i++) {
            Job job = one.jobs().create(message("EC_" + name + i));
            if (owns.test(job.id())) {
                owned.add(job);
            }
        }
        assertThat(owned).hasSize(2);
        return owned;
    }

    private static JobSpec message(String code) {
        return JobSpec.blank(Jobs.INSTANCE)
                .withName("job of " + code)
                .withTarget(JobType.MESSAGE, "", code)
                .withZones(new ZoneScope.Named(List.of("CellA")));
    }

    private static JobSpec named(String name) {
        return Jobs.simple(name, "work").withZones(new ZoneScope.Named(List.of("CellA")));
    }
}
