package io.quartermaster.client;

import java.time.Duration;

/// The times of the link. The defaults suit production; tests make them short. Immutable.
///
/// @param pingEvery how often the client lets each server hear from it
/// @param frozenAfter silence after which a server, or a handshake, is given up; it is noticed a third of it later at
///     the latest
/// @param firstRetry the wait before the first new attempt; it doubles with every failure
/// @param longestRetry the bound of that doubling
/// @param refusedRetry the wait after a refusal, which a person has to put right
/// @param resendAfter how long a result waits for its acknowledgement before it is sent again on the same link
public record LinkTimings(
        Duration pingEvery,
        Duration frozenAfter,
        Duration firstRetry,
        Duration longestRetry,
        Duration refusedRetry,
        Duration resendAfter) {
    public static LinkTimings defaults() {
        return new LinkTimings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(7),
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30));
    }
}
