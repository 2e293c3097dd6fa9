package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Explained;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;

/// The database failed while a row was written. Whether it was is seen when it answers again.
final class SwitchNotWritten extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1;

    private final String instance;
    private final StoreException failure;

    SwitchNotWritten(String instance, StoreException cause) {
        super("The zone switch of instance " + instance + " may not have been written: " + cause.getMessage(), cause);
        this.instance = instance;
        this.failure = cause;
    }

    @Override
    public UserError explain(Texts texts) {
        StringWriter details = new StringWriter();
        printStackTrace(new PrintWriter(details));
        boolean away = failure instanceof StoreException.Unavailable;
        return new UserError(
                texts.get("zones.failed", instance),
                String.valueOf(failure.getMessage()),
                texts.get(away ? "zones.failed.away" : "zones.failed.todo"),
                away ? "QM-ZONE-AWAY" : "QM-ZONE-WRITE",
                details.toString());
    }
}
