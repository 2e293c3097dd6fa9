package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Explained;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.UserError;
import io.quartermaster.store.Schema;

/// The database answers, but this console cannot work on its schema.
final class UnusableSchemaException extends IllegalStateException implements Explained {
    private static final long serialVersionUID = 1;

    private final String schema;
    private final transient Schema.State state;

    UnusableSchemaException(String schema, Schema.State state) {
        super("Schema " + schema + " cannot be used: " + state);
        this.schema = schema;
        this.state = state;
    }

    @Override
    public UserError explain(Texts texts) {
        TestResult found = DatabaseConnectionTest.unusable(schema, state);
        return new UserError(
                texts.get("connections.open.unusable"),
                found.sentence(texts),
                found.whatToDo(texts),
                "QM-SCHEMA",
                String.valueOf(getMessage()));
    }
}
