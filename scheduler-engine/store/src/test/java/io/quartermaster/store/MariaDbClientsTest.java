package io.quartermaster.store;

import io.quartermaster.testing.MariaDb;

class MariaDbClientsTest extends ClientsContract {
    @Override
    Database open() {
        MariaDb server = MariaDb.shared();
        server.execute("drop schema if exists clients", "create schema clients");
        return Database.open(
                new DatabaseSettings.MySql(
                        "127.0.0.1", server.port(), "clients", "root", "", DatabaseSettings.Tls.DISABLED),
                4);
    }
}
