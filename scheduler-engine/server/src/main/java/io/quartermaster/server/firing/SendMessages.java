package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.message.Message;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.store.engine.Closing;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Carries out message jobs. A slow broker makes whoever fires wait, once the queue before it is full; until then it
/// delays no other job. Adding is thread-safe, sending is confined to one loop.
public final class SendMessages {
    private static final int CAPACITY = 10_000;
    private static final long LOOK_MILLIS = 50;

    private final MessageChannel channel;
    private final WriteLedger ledger;
    private final RunLog log;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(CAPACITY);
    private volatile Runnable wake = () -> {};
    private volatile boolean closed;

    private record Waiting(TriggerRecord record, List<Message> messages, long epoch) {}

    public SendMessages(MessageChannel channel, WriteLedger ledger, Telling telling) {
        this.channel = channel;
        this.ledger = ledger;
        this.log = telling.log();
        this.clock = telling.clock();
    }

    /// What makes the sending loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /// @param zones each gets a message of its own
    void add(TriggerRecord record, Job job, List<String> zones, long epoch) {
        Map<String, Object> params = params(job);
        List<Message> messages = zones.stream()
                .map(zone -> new Message(
                        Message.TOPIC,
                        job.spec().target(),
                        record.id().toString(),
                        record.trace(),
                        record.instance(),
                        record.jobName(),
                        Map.of(Message.ZONE, zone),
                        params))
                .toList();
        try {
            while (!queue.offer(new Waiting(record, messages, epoch), LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    return;
                }
            }
            wake.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Sends what is waiting.
    public void send() {
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
            send(next.record(), next.messages(), next.epoch());
        }
    }

    /// From now on a full queue makes nobody wait.
    public void close() {
        closed = true;
    }

    static Map<String, Object> params(Job job) {
        return job.spec().params().stream().collect(Collectors.toMap(Param::name, Param::typed, (a, b) -> b));
    }

    private void send(TriggerRecord record, List<Message> messages, long epoch) {
        for (Message message : messages) {
            try {
                channel.send(message);
                log.sent(record, message);
            } catch (MessageChannel.MessageRefused e) {
                String why = String.valueOf(e.getMessage());
                log.notSent(record, message, why);
                ledger.end(new Closing.Decided(record.id(), epoch, RunStatus.FAILED, null, why, clock.instant()));
                return;
            }
        }
        Message first = messages.getFirst();
        String text = "sent as " + first.topic() + " " + first.eventCode() + " with " + Message.ZONE + "="
                + messages.stream().map(Message::zone).collect(Collectors.joining(","))
                + "; who listens is the broker's affair";
        ledger.end(new Closing.Decided(record.id(), epoch, RunStatus.SUCCEED, text, null, clock.instant()));
    }
}
