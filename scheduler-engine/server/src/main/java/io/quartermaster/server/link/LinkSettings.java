package io.quartermaster.server.link;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where a server listens for clients and when it gives one up. Immutable.
///
/// @param port 0 for any free one
/// @param pingEvery how often each client hears from the server
/// @param frozenAfter silence after which a client, or a handshake, is given up,
///     which is noticed a third of it later at the latest
/// @param orAnyFree whether another port will do when this one is taken
/// @param keysEvery how often it is looked whether the keys of linked clients are still valid
/// @param tls null for plain text
public record LinkSettings(
        String bindAddress,
        int port,
        Duration pingEvery,
        Duration frozenAfter,
        boolean orAnyFree,
        Duration keysEvery,
        @Nullable LinkTls tls) {
    /// The port clients look for unless told otherwise.
    public static final int USUAL_PORT = 9001;

    private static final Duration PING_EVERY = Duration.ofSeconds(2);
    private static final Duration FROZEN_AFTER = Duration.ofSeconds(7);
    private static final Duration KEYS_EVERY = Duration.ofSeconds(5);

    public LinkSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
    }

    public LinkSettings(String bindAddress, int port, Duration pingEvery, Duration frozenAfter) {
        this(bindAddress, port, pingEvery, frozenAfter, false, KEYS_EVERY, null);
    }

    /// Loopback, any free port.
    public static LinkSettings loopback() {
        return new LinkSettings("127.0.0.1", 0, PING_EVERY, FROZEN_AFTER);
    }

    /// Loopback, that port if it is free, else any other.
    public static LinkSettings loopbackPreferring(int port) {
        return new LinkSettings("127.0.0.1", port, PING_EVERY, FROZEN_AFTER, true, KEYS_EVERY, null);
    }

    /// That address and port and no other.
    public static LinkSettings on(String bindAddress, int port) {
        return new LinkSettings(bindAddress, port, PING_EVERY, FROZEN_AFTER);
    }

    public LinkSettings withKeysEvery(Duration often) {
        return new LinkSettings(bindAddress, port, pingEvery, frozenAfter, orAnyFree, often, tls);
    }

    public LinkSettings withTls(@Nullable LinkTls how) {
        return new LinkSettings(bindAddress, port, pingEvery, frozenAfter, orAnyFree, keysEvery, how);
    }
}
