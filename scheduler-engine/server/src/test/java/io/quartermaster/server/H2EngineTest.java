package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2EngineTest extends EngineContract {
    @Override
    DatabaseSettings database() {
        return new DatabaseSettings.InMemory("engine-" + UUID.randomUUID());
    }
}
