package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2MessagesTest extends MessagesContract {
    @Override
    DatabaseSettings database() {
        return new DatabaseSettings.InMemory("messages-" + UUID.randomUUID());
    }
}
