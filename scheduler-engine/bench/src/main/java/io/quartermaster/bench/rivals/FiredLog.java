package io.quartermaster.bench.rivals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// One durable row per firing, as an application that must prove its firings would write it. Thread-safe.
final class FiredLog implements AutoCloseable {
    /// The table, for whoever prepares the schema.
    static final String TABLE =
            """
            create table fired (
              id bigint not null auto_increment primary key,
              node varchar(64) not null,
              job varchar(128) not null,
              due_at bigint not null,
              entered_at bigint not null)""";

    private static final String INSERT = "insert into fired (node, job, due_at, entered_at) values (?, ?, ?, ?)";

    private final HikariDataSource pool;
    private final String node;

    FiredLog(HikariDataSource pool, String node) {
        this.pool = pool;
        this.node = node;
    }

    static HikariDataSource pool(String jdbcUrl, String user, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword("");
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }

    void add(String job, long due, long entered) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, node);
            insert.setString(2, job);
            insert.setLong(3, due);
            insert.setLong(4, entered);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
