package io.quartermaster.client.link;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Says so when results wait for the thread that sends them. No handler's work can take that thread, whichever pools
/// are full, so it is late only when the process gets no processor, or stands still. The words are those that runbooks
/// search for. Thread-safe.
final class CallbackWatch {
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofMinutes(1);

    private final Object server;
    private final LongSupplier nanos;
    // All below are guarded by this.
    private boolean waiting;
    private long asked;
    private boolean complained;
    private long lastComplaint;

    /// @param nanos a clock such as `System::nanoTime`
    CallbackWatch(Object server, LongSupplier nanos) {
        this.server = server;
        this.nanos = nanos;
    }

    /// The thread is wanted.
    synchronized void asked() {
        if (!waiting) {
            waiting = true;
            asked = nanos.getAsLong();
        }
    }

    /// The thread has come.
    ///
    /// @return whether it was late and that is worth a line
    synchronized boolean came() {
        if (!waiting) {
            return false;
        }
        waiting = false;
        long now = nanos.getAsLong();
        long late = now - asked;
        if (late < LATE.toNanos() || (complained && now - lastComplaint < BETWEEN_COMPLAINTS.toNanos())) {
            return false;
        }
        complained = true;
        lastComplaint = now;
        ClientLogs.ERROR.error(
                "callback thread pool busy: what is to be told to server {} waited {} ms for its thread, which no handler"
                        + " uses; this process has too little processor time, or stood still",
                server,
                late / 1_000_000);
        return true;
    }
}
