package io.quartermaster.client;

/// What a client proves itself with. Immutable; the secret signs the handshake, is never sent, and is not printed.
///
/// @param accessKey names the secret to the servers
public record AccessCredentials(String accessKey, String secret) {
    public AccessCredentials {
        if (accessKey.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("An access key and its secret are not empty");
        }
    }

    @Override
    public String toString() {
        return "AccessCredentials[" + accessKey + "]";
    }
}
