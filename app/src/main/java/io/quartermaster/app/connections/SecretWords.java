package io.quartermaster.app.connections;

import io.quartermaster.app.connections.SecretStore.Protection;

/// How the protection of secrets is put into words.
public final class SecretWords {
    private SecretWords() {}

    /// The key of the sentence that says where passwords lie and how safe that is.
    public static String keyOf(Protection protection) {
        return switch (protection) {
            case KEYCHAIN -> "connections.protection.keychain";
            case MASTER_PASSWORD -> "connections.protection.master";
            case KEY_FILE -> "connections.protection.keyfile";
        };
    }
}
