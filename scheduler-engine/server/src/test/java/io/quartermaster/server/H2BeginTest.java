package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2BeginTest extends BeginContract {
    private final DatabaseSettings settings = new DatabaseSettings.InMemory("topologies-" + UUID.randomUUID());

    @Override
    DatabaseSettings settings() {
        return settings;
    }
}
