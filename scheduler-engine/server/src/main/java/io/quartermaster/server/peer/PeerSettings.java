package io.quartermaster.server.peer;

import java.time.Duration;

/// Where a server listens for other servers, and when it gives one up. Immutable.
///
/// @param port 0 for any free one
/// @param orAnyFree whether another port will do when this one is taken; peers read the real one from the database
/// @param timings how often it looks, and how long it waits
public record PeerSettings(String bindAddress, int port, boolean orAnyFree, Timings timings) {
    /// The port unless told otherwise.
    public static final int USUAL_PORT = 12200;

    public PeerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    /// The times of the link. Immutable.
    ///
    /// @param pingEvery how often each side hears from the other
    /// @param frozenAfter silence after which a peer, or a handshake, is given up; and how long what waits for a peer
    ///     waits for it to come back
    /// @param firstRetry the wait before the first new attempt; it doubles with every failure
    /// @param longestRetry the bound of that doubling
    /// @param lookEvery how often the list of live servers is read
    public record Timings(
            Duration pingEvery, Duration frozenAfter, Duration firstRetry, Duration longestRetry, Duration lookEvery) {
        /// A frozen server is found within ten seconds: the silence and one look.
        public static final Timings USUAL = new Timings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(8),
                Duration.ofMillis(100),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2));
    }

    /// Loopback, any free port.
    public static PeerSettings loopback() {
        return on("127.0.0.1", 0);
    }

    /// That address and port and no other.
    public static PeerSettings on(String bindAddress, int port) {
        return new PeerSettings(bindAddress, port, false, Timings.USUAL);
    }

    /// That address, and the usual port if it is free.
    public static PeerSettings usualOn(String bindAddress) {
        return new PeerSettings(bindAddress, USUAL_PORT, true, Timings.USUAL);
    }

    public PeerSettings withTimings(Timings newTimings) {
        return new PeerSettings(bindAddress, port, orAnyFree, newTimings);
    }
}
