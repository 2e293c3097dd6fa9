package io.quartermaster.server.link;

import io.quartermaster.model.InstanceId;

/// What lets a client in, and into which instance. Immutable.
///
/// @param secret shared with the client, never sent and never printed
public record AccessKey(String key, String secret, InstanceId instance) {
    @Override
    public String toString() {
        return "AccessKey[key=" + key + ", instance=" + instance + "]";
    }
}
