package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.Param;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.firing.MessageLanes.Waiting;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.message.Message;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.store.engine.Closing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Carries out message jobs. Messages of one job go out in the order in which they fired; a slow broker makes whoever
/// fires wait, once very many wait for it, and until then delays no other job.
///
/// While the broker cannot be reached, messages wait, and one of them tries again and again. One that has waited longer
/// than the channel's patience fails, and its job's retries count from there; one whose run was ended otherwise, as it
/// timed out or was cancelled, is not sent any more. Thread-safe; what waits is given up on one loop.
public final class SendMessages {
    private static final int CAPACITY = 10_000;
    private static final int SENDERS = 8;
    private static final long LOOK_MILLIS = 50;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final MessageChannel channel;
    private final WriteLedger ledger;
    private final RunLog log;
    private final LogBook book;
    private final InstantSource clock;
    private final MessageLanes lanes = new MessageLanes();
    private final Outage outage;
    private final Semaphore room = new Semaphore(CAPACITY);
    private final AtomicInteger senders = new AtomicInteger();
    private volatile Runnable wake = () -> {};
    private volatile boolean closed;

    public SendMessages(MessageChannel channel, WriteLedger ledger, Telling telling) {
        this.channel = channel;
        this.outage = new Outage(channel.patience());
        this.ledger = ledger;
        this.log = telling.log();
        this.book = telling.book();
        this.clock = telling.clock();
    }

    /// What makes the sending loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /// @param zones each gets a message of its own
    /// @param fired since when it waits
    void add(TriggerRecord record, Job job, List<String> zones, Instant fired, @Nullable Instant deadline, long epoch) {
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
            while (!room.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    return;
                }
            }
            lanes.add(new Waiting(record, messages, epoch, fired.plus(channel.patience()), deadline, null));
            wake.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether one that was fired then is still to be sent.
    boolean wants(Instant fired, Instant now) {
        return now.isBefore(fired.plus(channel.patience()));
    }

    /// Whether one could be added without waiting.
    boolean hasRoom() {
        return room.availablePermits() > 0;
    }

    /// Its run ended otherwise: it is not sent any more.
    public void ended(RecordId record) {
        if (lanes.withdraw(record)) {
            room.release();
        }
    }

    /// Gives up what has waited for too long, and has the rest sent.
    public void send() {
        Instant now = clock.instant();
        lanes.removeIf(one -> tooLong(one, now)).forEach(one -> {
            room.release();
            giveUp(one, now);
        });
        while (lanes.hasReady() && !outage.lasts() && moreSenders()) {
            startSender();
        }
        if (outage.lasts() && lanes.hasReady() && moreSenders()) {
            startSender();
        }
    }

    /// Waits until what can be sent is; then whoever still adds does not wait.
    public void close() {
        Instant end = clock.instant().plus(CLOSING);
        while (!outage.lasts() && !lanes.isEmpty() && clock.instant().isBefore(end)) {
            send();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        closed = true;
        while (senders.get() > 0 && clock.instant().isBefore(end)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        int left = lanes.waiting();
        if (left > 0) {
            book.error(
                    "messages",
                    left + " message(s) still wait for the broker while this server closes",
                    "their records stay EXECUTING for the next owner of their jobs",
                    null);
        }
    }

    /// A job's parameters in the types handlers see.
    public static Map<String, Object> params(Job job) {
        return job.spec().params().stream().collect(Collectors.toMap(Param::name, Param::typed, (a, b) -> b));
    }

    private boolean moreSenders() {
        return senders.getAndUpdate(count -> Math.min(SENDERS, count + 1)) < SENDERS;
    }

    private void startSender() {
        Thread.ofVirtual().name("message-sender").start(() -> {
            try {
                for (Waiting next = next(); next != null; next = next()) {
                    attempt(next);
                }
            } finally {
                senders.decrementAndGet();
            }
            // one that came while this one was about to end
            if (lanes.hasReady() && !outage.lasts() && !closed) {
                wake.run();
            }
        });
    }

    private @Nullable Waiting next() {
        if (closed || !outage.mayTry(clock.instant())) {
            return null;
        }
        Waiting next = lanes.take();
        if (next == null) {
            outage.notTried();
        }
        return next;
    }

    private void attempt(Waiting one) {
        int sent = 0;
        try {
            for (Message message : one.messages()) {
                channel.send(message);
                sent++;
                answered();
                log.sent(one.record(), message);
            }
            over(one, RunStatus.SUCCEED, null);
        } catch (MessageChannel.MessageRefused e) {
            answered();
            String why = String.valueOf(e.getMessage());
            log.notSent(one.record(), one.messages().get(sent), why);
            over(one, RunStatus.FAILED, why);
        } catch (MessageChannel.Unreachable e) {
            unreachable(one.after(sent, String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            // whatever the channel stumbles over must not end the sending of all others
            String why = "it could not be sent: " + e;
            book.error("messages", "record " + one.record().id() + ": " + why, "the run fails", e);
            log.notSent(one.record(), one.messages().get(sent), why);
            over(one, RunStatus.FAILED, why);
        }
    }

    private void answered() {
        Instant since = outage.answered();
        if (since != null) {
            book.started("the broker answers again, after "
                    + Duration.between(since, clock.instant()).toSeconds() + " s; " + lanes.waiting()
                    + " message(s) waited");
            wake.run();
        }
    }

    private void unreachable(Waiting one) {
        Instant now = clock.instant();
        if (outage.failed(now)) {
            book.error(
                    "messages",
                    "the broker cannot be reached: " + one.trouble(),
                    "messages wait, each for at most " + channel.patience().toSeconds() + " s, and are tried again",
                    null);
        }
        if (tooLong(one, now)) {
            lanes.done(one);
            room.release();
            giveUp(one, now);
        } else if (!lanes.back(one)) {
            room.release();
        }
    }

    private static boolean tooLong(Waiting one, Instant now) {
        Instant deadline = one.deadline();
        return !now.isBefore(one.until()) || (deadline != null && !now.isBefore(deadline));
    }

    /// A run that takes too long is closed by whoever watches over runs.
    private void giveUp(Waiting one, Instant now) {
        Instant deadline = one.deadline();
        boolean timedOut = deadline != null && !now.isBefore(deadline);
        String trouble = one.trouble() == null ? "" : ": " + one.trouble();
        String why = timedOut
                ? "the broker could not be reached before the run timed out" + trouble
                : "the broker could not be reached for " + channel.patience().toSeconds() + " s" + trouble;
        log.notSent(one.record(), one.messages().getFirst(), why);
        if (!timedOut) {
            end(one, RunStatus.FAILED, null, why);
        }
    }

    private void over(Waiting one, RunStatus status, @Nullable String why) {
        lanes.done(one);
        room.release();
        Message last = one.messages().getLast();
        String zones = one.messages().stream().map(Message::zone).collect(Collectors.joining(","));
        String text = "sent as " + last.topic() + " " + last.eventCode() + " with " + Message.ZONE + "=" + zones
                + "; who listens is the broker's affair";
        end(one, status, status == RunStatus.SUCCEED ? text : null, why);
    }

    private void end(Waiting one, RunStatus status, @Nullable String text, @Nullable String why) {
        ledger.end(new Closing.Decided(one.record().id(), one.epoch(), status, text, why, clock.instant()));
    }
}
