package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Explained;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.store.StoreException;

/// The embedded engine did not start.
final class EngineTroubleException extends IllegalStateException implements Explained {
    private static final long serialVersionUID = 1;

    private final boolean inUse;

    EngineTroubleException(RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.inUse = cause instanceof StoreException.InUse;
    }

    @Override
    public UserError explain(Texts texts) {
        String key = inUse ? "connections.open.inuse" : "connections.open.engine";
        return new UserError(
                texts.get(key),
                String.valueOf(getMessage()),
                texts.get(key + ".todo"),
                inUse ? "QM-ENGINE-IN-USE" : "QM-ENGINE",
                String.valueOf(getCause()));
    }
}
