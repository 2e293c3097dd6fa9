package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2PiecesTest extends PiecesContract {
    @Override
    DatabaseSettings database() {
        return new DatabaseSettings.InMemory("pieces-" + UUID.randomUUID());
    }
}
