package io.quartermaster.model;

import java.time.Duration;

/// What happens around a job's runs. Immutable.
///
/// @param missed a due time that nobody could fire in time
/// @param timeout how long a run may take; zero is without limit
/// @param onTimeout what a run that took longer leads to
/// @param retries how often a failed run is tried again, 0 to 100
/// @param backOff how long before such a try
/// @param exclusive while a run is EXECUTING or PAUSED, the next due time is recorded as SKIPPED
/// @param communication whether the client reports a result
/// @param routing which of several fitting clients is chosen
public record Policies(
        Missed missed,
        Duration timeout,
        OnTimeout onTimeout,
        int retries,
        Duration backOff,
        boolean exclusive,
        Communication communication,
        Routing routing) {

    /// A job's policies when nobody chose others.
    public static final Policies DEFAULT = new Policies(
            Missed.FIRE_ONCE_NOW,
            Duration.ZERO,
            OnTimeout.MARK,
            0,
            Duration.ofSeconds(10),
            false,
            Communication.CALLBACK,
            Routing.RANDOM);

    public Policies {
        if (timeout.isNegative() || backOff.isNegative() || retries < 0 || retries > 100) {
            throw new IllegalArgumentException("Timeout and back-off are not negative, retries are 0 to 100");
        }
    }

    /// The policy for due times that passed while no server could fire them.
    public enum Missed {
        IGNORE,
        FIRE_ONCE_NOW
    }

    /// What a run that exceeds its timeout leads to.
    public enum OnTimeout {
        /// Marked TIMEOUT; its client is asked to stop it.
        MARK,
        /// The same, then tried again as a failed run would be, once the client has answered or has had time to.
        RETRY
    }

    /// Whether a client answers.
    public enum Communication {
        /// The client reports the result.
        CALLBACK,
        /// No result, by design.
        ONEWAY
    }

    /// Which of the fitting clients is chosen.
    public enum Routing {
        RANDOM,
        ROUND_ROBIN,
        LEAST_ACTIVE,
        /// The same client for the same job and shard, as long as it is there.
        CONSISTENT_HASH,
        /// Only clients at [WorkPlan#addresses()], in turn.
        CHOSEN
    }
}
