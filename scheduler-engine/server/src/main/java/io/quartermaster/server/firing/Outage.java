package io.quartermaster.server.firing;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether the broker can be reached, as far as was seen, and when it may be tried again while it cannot: by one
// message
/// at a time, and more rarely from try to try. Thread-safe.
final class Outage {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Duration longest;
    /// Guarded by this, all of it: null while it can be reached.
    private @Nullable Instant since;

    private Instant next = Instant.EPOCH;
    private Duration pause;
    private boolean trying;

    /// @param patience how long a message waits at most: the broker is tried several times within it, or one that came
    ///     in a pause would be given up without having been tried
    Outage(Duration patience) {
        this.longest = shorter(LONGEST, patience.dividedBy(4));
        this.pause = shorter(FIRST, longest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// Whether something may be sent now; during an outage whoever asks is then the one who tries.
    synchronized boolean mayTry(Instant now) {
        if (since == null) {
            return true;
        }
        if (trying || now.isBefore(next)) {
            return false;
        }
        trying = true;
        return true;
    }

    /// There was nothing to try it with.
    synchronized void notTried() {
        trying = false;
    }

    /// It could not be reached.
    ///
    /// @return whether that is news
    synchronized boolean failed(Instant now) {
        boolean news = since == null;
        if (news) {
            since = now;
            pause = shorter(FIRST, longest);
        } else if (trying) {
            pause = shorter(pause.multipliedBy(2), longest);
        }
        trying = false;
        next = now.plus(pause);
        return news;
    }

    /// It answered.
    ///
    /// @return since when it had not; null if that is no news
    synchronized @Nullable Instant answered() {
        Instant before = since;
        since = null;
        trying = false;
        return before;
    }

    synchronized boolean lasts() {
        return since != null;
    }
}
