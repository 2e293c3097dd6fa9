package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class MariaDbEngineStoreTest extends EngineStoreContract {
    @Override
    Database open() {
        MariaDb server = MariaDb.shared();
        String schema = server.newSchema();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(schema), server.user(), "")) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(
                new DatabaseSettings.MySql(
                        "127.0.0.1", server.port(), schema, server.user(), "", DatabaseSettings.Tls.DISABLED),
                4);
    }
}
