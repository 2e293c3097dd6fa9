package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Explained;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.UserError;
import org.jspecify.annotations.Nullable;

/// The secret store cannot do what was asked. Carries no secret.
public final class SecretsException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    /// What is wrong, and the suffix of its texts.
    public enum Fault {
        LOCKED,
        WRONG_MASTER_PASSWORD,
        DAMAGED,
        KEYCHAIN_REFUSED
    }

    private final Fault fault;

    public SecretsException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    @Override
    public UserError explain(Texts texts) {
        String key =
                switch (fault) {
                    case LOCKED -> "connections.secrets.locked";
                    case WRONG_MASTER_PASSWORD -> "connections.secrets.wrong";
                    case DAMAGED -> "connections.secrets.damaged";
                    case KEYCHAIN_REFUSED -> "connections.secrets.refused";
                };
        return new UserError(
                texts.get(key),
                texts.get(key + ".cause"),
                texts.get(key + ".todo"),
                "QM-SECRETS-" + fault,
                String.valueOf(getMessage()));
    }
}
