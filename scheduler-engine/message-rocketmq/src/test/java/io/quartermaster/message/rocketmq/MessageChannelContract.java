package io.quartermaster.message.rocketmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.server.message.Message;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.testing.Eventually;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What message jobs may expect of the channel that carries their events, whatever it is.
abstract class MessageChannelContract {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /// What a listener sees of a message.
    record Received(
            String topic,
            String eventCode,
            String key,
            String zone,
            String trace,
            String instance,
            String job,
            Map<String, Object> params) {}

    abstract MessageChannel open();

    /// Has everything that `channel` sends under an event code told to `listener`.
    abstract AutoCloseable listen(MessageChannel channel, String eventCode, Consumer<Received> listener)
            throws Exception;

    @Test
    void aMessageArrivesWithAllThatItsListenerNeedsToKnow() throws Exception {
        List<Received> received = new CopyOnWriteArrayList<>();
        Message message = new Message(
                Message.TOPIC,
                "EC_WHOLE",
                "4711",
                new TraceId("0a0b0c0d0e0f"),
                new InstanceId("000001"),
                "日终结算",
                Map.of(Message.ZONE, "CellB"),
                Map.of("day", "2026-11-21", "count", 3, "dry", true, "parts", List.of("a", "b")));
        try (MessageChannel channel = open();
                AutoCloseable listening = listen(channel, "EC_WHOLE", received::add)) {
            channel.send(message);
            Eventually.until("it arrives", PATIENCE, () -> !received.isEmpty());

            assertThat(received)
                    .containsExactly(new Received(
                            "TP_F_SC",
                            "EC_WHOLE",
                            "4711",
                            "CellB",
                            "0a0b0c0d0e0f",
                            "000001",
                            "日终结算",
                            Map.of("day", "2026-11-21", "count", 3, "dry", true, "parts", List.of("a", "b"))));
        }
    }

    @Test
    void allOfManyArriveAndOnlyAtThoseWhoListenToTheirEvent() throws Exception {
        Set<String> expected = new HashSet<>();
        List<String> received = new CopyOnWriteArrayList<>();
        try (MessageChannel channel = open();
                AutoCloseable listening = listen(channel, "EC_MANY", one -> received.add(one.key()))) {
            for (int i : IntStream.range(0, 200).toArray()) {
                expected.add("m" + i);
                channel.send(message("EC_MANY", "m" + i));
                channel.send(message("EC_OTHER", "o" + i));
            }
            Eventually.until("all arrive", PATIENCE, () -> Set.copyOf(received).containsAll(expected));

            assertThat(received).hasSize(200).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void aMessageNobodyListensToIsSent() throws Exception {
        try (MessageChannel channel = open()) {
            channel.send(message("EC_NOBODY", "1"));
        }
    }

    @Test
    void whatIsSentAfterTheEndIsNotSilentlyLost() {
        MessageChannel channel = open();
        channel.close();

        assertThatThrownBy(() -> channel.send(message("EC_LATE", "1")))
                .isInstanceOfAny(MessageChannel.MessageRefused.class, MessageChannel.Unreachable.class);
    }

    static Message message(String eventCode, String key) {
        return message(Message.TOPIC, eventCode, key);
    }

    static Message message(String topic, String eventCode, String key) {
        return new Message(
                topic,
                eventCode,
                key,
                new TraceId("0123456789abcdef"),
                new InstanceId("000001"),
                "job",
                Map.of(Message.ZONE, "CellA"),
                Map.of());
    }
}
