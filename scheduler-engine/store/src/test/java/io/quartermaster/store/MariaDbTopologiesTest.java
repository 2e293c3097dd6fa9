package io.quartermaster.store;

import io.quartermaster.testing.MariaDb;

class MariaDbTopologiesTest extends TopologiesContract {
    @Override
    Database open() {
        MariaDb server = MariaDb.shared();
        server.execute("drop schema if exists topologies", "create schema topologies");
        return Database.open(
                new DatabaseSettings.MySql(
                        "127.0.0.1", server.port(), "topologies", "root", "", DatabaseSettings.Tls.DISABLED),
                4);
    }
}
