package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;

class MariaDbPiecesTest extends PiecesContract {
    @Override
    DatabaseSettings database() {
        return TestSchemas.on(MariaDb.shared());
    }
}
