package io.quartermaster.server.firing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.firing.MessageLanes.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MessageLanesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    private final MessageLanes lanes = new MessageLanes();

    @Test
    void ofOneJobOneIsSentAtATimeInOrderAndOthersGoBesideIt() {
        add(1, 11);
        add(1, 12);
        add(2, 21);

        Waiting first = take();
        assertThat(id(first)).isEqualTo(11);
        Waiting beside = take();
        assertThat(id(beside)).isEqualTo(21);
        assertThat(lanes.take()).isNull();
        lanes.done(first);
        Waiting second = take();
        assertThat(id(second)).isEqualTo(12);
        lanes.done(beside);
        lanes.done(second);

        assertThat(lanes.isEmpty()).isTrue();
        assertThat(lanes.hasReady()).isFalse();
    }

    @Test
    void whatComesBackGoesBeforeTheRestOfItsJob() {
        add(1, 11);
        add(1, 12);

        assertThat(lanes.back(take().after(0, "away"))).isTrue();

        Waiting again = take();
        assertThat(id(again)).isEqualTo(11);
        assertThat(again.trouble()).isEqualTo("away");
    }

    @Test
    void whatIsWithdrawnIsNotSentAndNotTriedAgain() {
        add(1, 11);
        add(1, 12);
        Waiting sending = take();

        assertThat(lanes.withdraw(new RecordId(12))).isTrue();
        assertThat(lanes.withdraw(new RecordId(11))).isFalse();
        assertThat(lanes.withdraw(new RecordId(99))).isFalse();
        assertThat(lanes.back(sending)).isFalse();

        assertThat(lanes.isEmpty()).isTrue();
        add(1, 13);
        assertThat(id(take())).isEqualTo(13);
    }

    @Test
    void whatIsRemovedLeavesTheRestInItsOrder() {
        add(1, 11);
        add(1, 12);
        add(1, 13);
        add(2, 21);

        assertThat(lanes.removeIf(one -> id(one) != 13)).hasSize(3);

        assertThat(lanes.waiting()).isEqualTo(1);
        Waiting left = take();
        assertThat(id(left)).isEqualTo(13);
        lanes.done(left);
        assertThat(lanes.isEmpty()).isTrue();
    }

    private Waiting take() {
        return Objects.requireNonNull(lanes.take());
    }

    private static long id(Waiting one) {
        return one.record().id().value();
    }

    private void add(long job, long record) {
        lanes.add(new Waiting(record(job, record), List.of(), 1, NOW.plusSeconds(60), null, null));
    }

    private static TriggerRecord record(long job, long record) {
        return new TriggerRecord(
                new RecordId(record),
                new InstanceId("000001"),
                new JobId(job),
                "job",
                new TraceId("8f3a21c0d4e54b7a"),
                TriggerReason.TIMING,
                RunStatus.EXECUTING,
                1,
                NOW,
                NOW,
                null,
                "CellA",
                null,
                null,
                null,
                null,
                "s1");
    }
}
