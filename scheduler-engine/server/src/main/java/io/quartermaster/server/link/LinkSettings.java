package io.quartermaster.server.link;

import java.time.Duration;

/// Where a server listens for clients and when it gives one up. Immutable.
///
/// @param port 0 for any free one
/// @param pingEvery how often each client hears from the server
/// @param frozenAfter silence after which a client, or a handshake, is given up
/// @param orAnyFree whether another port will do when this one is taken
public record LinkSettings(String bindAddress, int port, Duration pingEvery, Duration frozenAfter, boolean orAnyFree) {
    /// The port clients look for unless told otherwise.
    public static final int USUAL_PORT = 9001;

    private static final Duration PING_EVERY = Duration.ofSeconds(3);
    private static final Duration FROZEN_AFTER = Duration.ofSeconds(10);

    public LinkSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    public LinkSettings(String bindAddress, int port, Duration pingEvery, Duration frozenAfter) {
        this(bindAddress, port, pingEvery, frozenAfter, false);
    }

    /// Loopback, any free port.
    public static LinkSettings loopback() {
        return new LinkSettings("127.0.0.1", 0, PING_EVERY, FROZEN_AFTER);
    }

    /// Loopback, that port if it is free, else any other.
    public static LinkSettings loopbackPreferring(int port) {
        return new LinkSettings("127.0.0.1", port, PING_EVERY, FROZEN_AFTER, true);
    }

    /// That address and port and no other.
    public static LinkSettings on(String bindAddress, int port) {
        return new LinkSettings(bindAddress, port, PING_EVERY, FROZEN_AFTER);
    }
}
