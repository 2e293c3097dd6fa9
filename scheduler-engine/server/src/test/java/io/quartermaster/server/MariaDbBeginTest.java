package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;

class MariaDbBeginTest extends BeginContract {
    private final DatabaseSettings settings = TestSchemas.on(MariaDb.shared());

    @Override
    DatabaseSettings settings() {
        return settings;
    }
}
