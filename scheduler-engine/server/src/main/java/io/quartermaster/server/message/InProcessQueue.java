package io.quartermaster.server.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The embedded engine's broker: a bounded queue that makes its sender wait when it is full and drops nothing, and one
/// thread that delivers. A message nobody listens to is delivered to nobody, as on a real broker without a
/// subscription. Thread-safe.
public final class InProcessQueue implements MessageChannel {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessQueue.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final BlockingQueue<Message> queue;
    private final Map<String, List<Consumer<Message>>> listeners = new ConcurrentHashMap<>();
    private final Thread delivery = new Thread(this::deliver, "message-delivery");
    private volatile boolean closed;

    public InProcessQueue(int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
        delivery.setDaemon(true);
        delivery.start();
    }

    /// Calls `listener` on the delivering thread for every message of an event code; closing the answer ends that.
    public AutoCloseable subscribe(String eventCode, Consumer<Message> listener) {
        List<Consumer<Message>> list = listeners.computeIfAbsent(eventCode, code -> new CopyOnWriteArrayList<>());
        list.add(listener);
        return () -> list.remove(listener);
    }

    @Override
    public void send(Message message) throws MessageRefused {
        try {
            while (!closed) {
                if (queue.offer(message, LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new MessageRefused(message, "the queue is closed");
    }

    /// Delivers what is queued, then ends.
    @Override
    public void close() {
        closed = true;
        try {
            delivery.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver() {
        while (!closed || !queue.isEmpty()) {
            try {
                Message message = queue.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (message != null) {
                    listeners.getOrDefault(message.eventCode(), List.of()).forEach(one -> hand(one, message));
                }
            } catch (InterruptedException e) {
                LOG.warn("Interrupted while waiting for messages; delivery goes on", e);
            }
        }
    }

    private static void hand(Consumer<Message> listener, Message message) {
        try {
            listener.accept(message);
        } catch (RuntimeException e) {
            LOG.error("A listener of event {} failed; the message counts as delivered", message.eventCode(), e);
        }
    }
}
