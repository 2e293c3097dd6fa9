package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;

class MariaDbClusterJobTest extends ClusterJobContract {
    @Override
    DatabaseSettings database() {
        return TestSchemas.on(MariaDb.shared());
    }
}
