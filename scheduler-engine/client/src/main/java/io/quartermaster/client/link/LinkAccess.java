package io.quartermaster.client.link;

import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.ClientTls;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How a client gets to its servers, and in. Immutable.
///
/// @param credentials asked before every attempt
/// @param tls null for plain text
/// @param networkInterface what outgoing connections are bound to; null for whatever the system chooses
public record LinkAccess(
        Supplier<AccessCredentials> credentials, @Nullable ClientTls tls, @Nullable String networkInterface) {}
