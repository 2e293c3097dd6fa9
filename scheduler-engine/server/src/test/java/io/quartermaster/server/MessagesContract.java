package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.server.message.Message;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of message jobs while their broker goes away, refuses, and comes back.
abstract class MessagesContract {
    @TempDir
    Path directory;

    private final ShakyChannel broker = new ShakyChannel();

    abstract DatabaseSettings database();

    @Test
    void whileTheBrokerIsAwayMessagesWaitAndThenAllGoOutInTheirOrderUnderTheirOwnKeys() {
        try (TestServer bed = start("waiting", database())) {
            Job one = message(bed, "one", "EC_ONE", Policies.DEFAULT);
            Job two = message(bed, "two", "EC_TWO", Policies.DEFAULT);
            broker.down = true;
            List<String> fired = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                fired.add(fire(bed, one));
            }
            String other = fire(bed, two);
            Eventually.until("it was tried twice", () -> broker.tries.get() >= 2);

            assertThat(bed.jobs().records(one)).hasSize(5).allSatisfy(record -> assertThat(record.status())
                    .isIn(RunStatus.PLANNED, RunStatus.EXECUTING));
            broker.down = false;

            Eventually.asserted(() -> assertThat(bed.jobs().records(one))
                    .allSatisfy(record -> assertThat(record.status()).isEqualTo(RunStatus.SUCCEED)));
            assertThat(broker.keys("EC_ONE")).containsExactlyElementsOf(fired);
            assertThat(bed.jobs().closed(two).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(broker.keys("EC_TWO")).containsExactly(other);
            assertThat(bed.log("common-error.log"))
                    .filteredOn(line -> line.contains("the broker cannot be reached"))
                    .hasSize(1);
            Eventually.asserted(() -> assertThat(bed.log("antscheduler-default.log"))
                    .anyMatch(line -> line.contains("the broker answers again")));
        }
    }

    @Test
    void aMessageThatWaitedTooLongFailsWithItsReasonAndItsJobsRetriesApply() {
        broker.patience = Duration.ofMillis(1500);
        try (TestServer bed = start("bounded", database())) {
            Job job = message(bed, "bounded", "EC_BOUNDED", retrying(1, Duration.ZERO));
            broker.down = true;
            fire(bed, job);

            TriggerRecord failed = bed.jobs().next(job, record -> record.status() == RunStatus.FAILED);
            assertThat(failed.error())
                    .startsWith("the broker could not be reached for 1 s: connect to 127.0.0.1:10911 failed");
            bed.jobs().next(job, record -> record.reason() == TriggerReason.RETRY);
            broker.down = false;
            TriggerRecord again = bed.jobs().next(job, record -> record.status() == RunStatus.SUCCEED);

            assertThat(again.attempt()).isEqualTo(2);
            assertThat(broker.keys("EC_BOUNDED")).containsExactly(again.id().toString());
            Eventually.asserted(() -> assertThat(bed.log("job-msg.log"))
                    .anyMatch(line -> line.contains("could not be reached for 1 s") && line.endsWith(", failed")));
        }
    }

    @Test
    void aRefusedEventFailsAtOnceInTheWordsRunbooksSearchForAndDelaysNoOther() {
        try (TestServer bed = start("refused", database())) {
            Job job = message(bed, "refused", "EC_UNKNOWN", Policies.DEFAULT);
            Job fine = message(bed, "fine", "EC_FINE", Policies.DEFAULT);
            broker.refused.add("EC_UNKNOWN");
            fire(bed, job);
            fire(bed, fine);

            assertThat(bed.jobs().closed(job).error())
                    .startsWith("MsgBroker Server rejects the message type TOPIC [TP_F_SC] EVENT [EC_UNKNOWN]");
            assertThat(bed.jobs().closed(fine).status()).isEqualTo(RunStatus.SUCCEED);
            Eventually.asserted(() -> assertThat(bed.log("job-msg.log"))
                    .anyMatch(line -> line.contains("EVENT [EC_UNKNOWN]") && line.endsWith(", failed")));
        }
    }

    @Test
    void aRunThatTimesOutWhileItWaitsIsNotSentAfterwards() {
        try (TestServer bed = start("timeout", database())) {
            Job job = message(bed, "timeout", "EC_LATE", retrying(0, Duration.ofMillis(900)));
            Job other = message(bed, "other", "EC_OTHER", Policies.DEFAULT);
            broker.down = true;
            fire(bed, job);
            assertThat(bed.jobs().closed(job).status()).isEqualTo(RunStatus.TIMEOUT);
            fire(bed, other);
            broker.down = false;

            assertThat(bed.jobs().closed(other).status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(broker.keys("EC_LATE")).isEmpty();
        }
    }

    @Test
    void aJobOfEveryZoneSendsAMessageForEachAndAfterAnOutageOnlyTheRest() {
        try (TestServer bed = start("each", database());
                var inB = bed.client("app-b", "CellB", new TestHandler("b"))) {
            Job job =
                    bed.jobs().create(spec("each", "EC_EACH", Policies.DEFAULT).withZones(new ZoneScope.Each()), false);
            Eventually.until("both zones are known", () -> {
                fire(bed, job);
                TriggerRecord latest =
                        bed.jobs().next(job, record -> record.status().closed());
                return "CellA,CellB".equals(latest.zone());
            });

            String key = broker.received.getLast().key();
            assertThat(broker.received)
                    .filteredOn(message -> message.key().equals(key))
                    .extracting(Message::zone)
                    .containsExactly("CellA", "CellB");
        }
    }

    @Test
    void whatAServerThatDiedWasAboutToSendIsSentByTheNextOwnerUnderTheSameKey() {
        DatabaseSettings shared = database();
        broker.down = true;
        broker.takes = true;
        TestServer first = start("first", shared);
        Job job = message(first, "orphan", "EC_ORPHAN", Policies.DEFAULT);
        String key = fire(first, job);
        Eventually.until(
                "it is in the ledger",
                () -> first.jobs().records(job).getFirst().status() == RunStatus.EXECUTING);
        try (TestServer second = TestServer.sending(shared, "second", directory, broker)) {
            first.die();
            Eventually.until("the other owns it", () -> second.server.owns(job.id()));
            broker.down = false;

            TriggerRecord record = second.jobs().closed(job);
            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(record.id()).hasToString(key);
            assertThat(Collections.frequency(broker.keys("EC_ORPHAN"), key)).isGreaterThan(1);
            Eventually.asserted(() -> assertThat(second.database.records().events(record.id()))
                    .extracting(RecordEvent::detail)
                    .anySatisfy(detail -> assertThat(StoryNote.read(String.valueOf(detail)))
                            .hasValueSatisfying(
                                    note -> assertThat(note.reason()).isEqualTo(StoryNote.Reason.MESSAGE_AGAIN))));
        }
    }

    private TestServer start(String id, DatabaseSettings settings) {
        return TestServer.sending(settings, id, directory, broker).leading();
    }

    private static String fire(TestServer bed, Job job) {
        return String.valueOf(bed.jobs().answer(bed.jobs().triggerNow(job)).record());
    }

    private static Job message(TestServer bed, String name, String code, Policies policies) {
        return bed.jobs().create(spec(name, code, policies));
    }

    private static JobSpec spec(String name, String code, Policies policies) {
        return JobSpec.blank(Jobs.INSTANCE)
                .withName(name)
                .withTarget(JobType.MESSAGE, "", code)
                .withPolicies(policies);
    }

    private static Policies retrying(int retries, Duration timeout) {
        return new Policies(
                Policies.Missed.FIRE_ONCE_NOW,
                timeout,
                Policies.OnTimeout.MARK,
                retries,
                Duration.ZERO,
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }
}
