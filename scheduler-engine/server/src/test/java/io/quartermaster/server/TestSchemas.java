package io.quartermaster.server;

import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// New schemas on a MariaDB.
final class TestSchemas {
    private TestSchemas() {}

    static DatabaseSettings.MySql on(MariaDb server) {
        String schema = server.newSchema();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(schema), server.user(), "")) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new DatabaseSettings.MySql(
                "127.0.0.1", server.port(), schema, server.user(), "", DatabaseSettings.Tls.DISABLED);
    }
}
