package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2ClusterJobTest extends ClusterJobContract {
    @Override
    DatabaseSettings database() {
        return new DatabaseSettings.InMemory("cluster-" + UUID.randomUUID());
    }
}
