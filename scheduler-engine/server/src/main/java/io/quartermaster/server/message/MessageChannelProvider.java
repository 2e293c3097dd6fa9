package io.quartermaster.server.message;

import java.util.Map;
import java.util.Set;

/// Makes the channel to one kind of broker. A jar that is on a server's class path offers it as a service
/// ([java.util.ServiceLoader]), under the name a configuration chooses it by.
public interface MessageChannelProvider {
    /// What the configuration's `message.provider` says to choose it.
    String name();

    /// The settings it understands, without the `message.` before them.
    Set<String> keys();

    /// Opens a channel. The broker need not be there: messages wait for it.
    ///
    /// @param settings by their keys, as far as they are set
    /// @throws IllegalArgumentException with a line for people, when a setting is missing or cannot be used
    MessageChannel open(Map<String, String> settings);
}
