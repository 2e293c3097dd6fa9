package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import java.util.UUID;

class H2ZoneSwitchTest extends ZoneSwitchContract {
    @Override
    DatabaseSettings database() {
        return new DatabaseSettings.InMemory("zones-" + UUID.randomUUID());
    }
}
