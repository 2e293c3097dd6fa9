package io.quartermaster.client;

import org.jspecify.annotations.Nullable;

/// Hears how the links stand. Called on the thread of the link in question, which it must not hold up.
@FunctionalInterface
public interface LinkStateListener {
    /// @param reason why, for REFUSED and DISCONNECTED; else null
    void changed(ServerAddress server, LinkState state, @Nullable String reason);
}
