package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2EngineStoreTest extends EngineStoreContract {
    @Override
    Database open() {
        return Database.open(new DatabaseSettings.InMemory("engine-store-" + UUID.randomUUID()), 4);
    }
}
