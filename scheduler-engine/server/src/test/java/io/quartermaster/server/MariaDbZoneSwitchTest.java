package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;

class MariaDbZoneSwitchTest extends ZoneSwitchContract {
    @Override
    DatabaseSettings database() {
        return TestSchemas.on(MariaDb.shared());
    }
}
