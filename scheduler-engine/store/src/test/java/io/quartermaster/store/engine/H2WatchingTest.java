package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2WatchingTest extends WatchingContract {
    @Override
    Database open() {
        return Database.open(new DatabaseSettings.InMemory("watching-" + UUID.randomUUID()), 4);
    }
}
