package io.quartermaster.server.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import io.quartermaster.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InProcessQueueTest {
    @Test
    void aFullQueueMakesItsSenderWaitAndLosesNothing() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> received = new CopyOnWriteArrayList<>();
        InProcessQueue queue = new InProcessQueue(2);
        queue.subscribe("EC", message -> {
            await(gate);
            received.add(message.key());
        });
        Thread sender = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 10; i++) {
                send(queue, "EC", i);
            }
        });

        Eventually.until("the sender waits", () -> sender.getState() == Thread.State.TIMED_WAITING);
        gate.countDown();
        sender.join();
        queue.close();

        assertThat(received).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
    }

    @Test
    void aMessageNobodyListensToIsSentAndAFailingListenerHarmsNoOther() {
        List<String> received = new CopyOnWriteArrayList<>();
        try (InProcessQueue queue = new InProcessQueue(10)) {
            queue.subscribe("EC", message -> {
                throw new IllegalStateException("listener");
            });
            queue.subscribe("EC", message -> received.add(message.key()));
            send(queue, "NOBODY", 1);
            send(queue, "EC", 2);
            Eventually.until("it arrived", () -> received.equals(List.of("2")));
        }
    }

    @Test
    void aClosedQueueRefusesInTheWordsThatRunbooksSearchFor() {
        InProcessQueue queue = new InProcessQueue(1);
        queue.close();

        assertThatThrownBy(() -> queue.send(message("EC", 1)))
                .isInstanceOf(MessageChannel.MessageRefused.class)
                .hasMessageStartingWith("MsgBroker Server rejects the message type TOPIC [TP_F_SC] EVENT [EC]");
    }

    private static void send(InProcessQueue queue, String code, int key) {
        try {
            queue.send(message(code, key));
        } catch (MessageChannel.MessageRefused e) {
            throw new AssertionError(e);
        }
    }

    private static Message message(String code, int key) {
        return new Message(
                Message.TOPIC,
                code,
                String.valueOf(key),
                new TraceId("trace-0001"),
                new InstanceId("000001"),
                "job",
                Map.of(Message.ZONE, "CellA"),
                Map.of());
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
