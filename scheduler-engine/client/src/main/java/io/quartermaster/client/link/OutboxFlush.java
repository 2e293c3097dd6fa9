package io.quartermaster.client.link;

import io.quartermaster.client.wire.ClientFrame;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts what an outbox has onto the stream, on the link's thread. [#soon()] may be called by any thread; all else is
/// confined to the link's.
final class OutboxFlush {
    /// So close behind what was just sent, more is likely to come: it is gathered into one frame.
    private static final long GATHERED_NANOS = 3_000_000;

    private final ScheduledExecutorService link;
    private final Outbox outbox;
    private final Supplier<? extends @Nullable LinkStream> stream;
    private final CallbackWatch callbacks;
    private final AtomicBoolean flushing = new AtomicBoolean();
    private long flushedNanos = System.nanoTime() - GATHERED_NANOS;

    OutboxFlush(ScheduledExecutorService link, Outbox outbox, Supplier<? extends @Nullable LinkStream> stream, CallbackWatch callbacks) {
        this.callbacks = callbacks;
        this.link = link;
        this.outbox = outbox;
        this.stream = stream;
    }

    /// Called once for each result; what comes while a flush is on its way goes with it.
    void soon() {
        if (flushing.compareAndSet(false, true)) {
            callbacks.asked();
            try {
                link.execute(this::gathered);
            } catch (RejectedExecutionException closing) {
                ClientLogs.DEFAULT.debug("the link is closed already, nothing more is sent on it");
            }
        }
    }

    private void gathered() {
        callbacks.came();
        long wait = GATHERED_NANOS - (System.nanoTime() - flushedNanos);
        if (wait > 0) {
            link.schedule(this::sent, wait, TimeUnit.NANOSECONDS);
        } else {
            sent();
        }
    }

    private void sent() {
        flushing.set(false);
        flushedNanos = System.nanoTime();
        now();
    }

    void now() {
        LinkStream current = stream.get();
        while (current != null && current.isWritable()) {
            ClientFrame frame = outbox.nextFrame();
            if (frame == null) {
                return;
            }
            current.send(frame);
        }
    }
}
