package io.quartermaster.store;

import java.util.UUID;

class H2ClientsTest extends ClientsContract {
    @Override
    Database open() {
        return Database.open(new DatabaseSettings.InMemory("store-" + UUID.randomUUID()), 4);
    }
}
