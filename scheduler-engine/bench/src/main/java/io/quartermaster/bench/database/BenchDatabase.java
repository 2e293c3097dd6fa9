package io.quartermaster.bench.database;

import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;
import io.quartermaster.testing.TcpProxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A MariaDB of the benchmark's own that makes every commit durable, at a distance of choice. Confined to one thread.
public final class BenchDatabase implements AutoCloseable {
    private final MariaDb server;
    private @Nullable TcpProxy network;

    private BenchDatabase(MariaDb server) {
        this.server = server;
    }

    public static BenchDatabase start() {
        MariaDb server = MariaDb.start();
        // Every commit reaches the disk; room for all rows in memory, and for the connections of many nodes.
        server.execute(
                "set global innodb_flush_log_at_trx_commit = 1",
                "set global innodb_buffer_pool_size = 512 * 1024 * 1024",
                "set global max_connections = 1000");
        return new BenchDatabase(server);
    }

    /// An empty schema that nobody else has.
    public String newSchema() {
        String name = server.newSchema();
        server.execute("create database " + name);
        return name;
    }

    /// An account that may do everything, so that what it does can be told from what others do.
    public String account(String name) {
        server.execute(
                "create user if not exists '" + name + "'@'%' identified by ''",
                "grant all privileges on *.* to '" + name + "'@'%'");
        return name;
    }

    /// For whoever prepares or looks: at no distance.
    public DatabaseSettings.MySql settings(String schema) {
        return new DatabaseSettings.MySql(
                "127.0.0.1", server.port(), schema, server.user(), "", DatabaseSettings.Tls.DISABLED);
    }

    /// Statements of whoever prepares, in that schema.
    public void execute(String schema, Iterable<String> statements) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(schema), server.user(), "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The benchmark's SQL failed", e);
        }
    }

    /// The port for whoever is measured: every round trip takes that much longer. The last distance asked for counts.
    public int portAt(Duration roundTrip) {
        if (roundTrip.isZero()) {
            return server.port();
        }
        TcpProxy proxy = network;
        if (proxy == null) {
            proxy = TcpProxy.to(server.port());
            network = proxy;
        }
        proxy.latency(roundTrip);
        return proxy.port();
    }

    /// Takes the distance away from whoever is measured, until it is asked for again.
    public void near() {
        TcpProxy proxy = network;
        if (proxy != null) {
            proxy.latency(Duration.ZERO);
        }
    }

    /// Every row as text.
    public List<List<String>> query(String schema, String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(schema), server.user(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> all = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                all.add(row);
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("The benchmark's query failed: " + sql, e);
        }
    }

    /// One of the server's own counters.
    public long status(String name) {
        return Long.parseLong(query("mysql", "show global status like '" + name + "'")
                .getFirst()
                .get(1));
    }

    /// The processor time it has used; zero where that cannot be seen.
    public Duration processorTime() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("mariadbd"))
                .flatMap(child -> child.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// What it is, with what decides its speed, in one line.
    public String description() {
        String version = query("mysql", "select version()").getFirst().getFirst();
        String flush = query("mysql", "select @@innodb_flush_log_at_trx_commit")
                .getFirst()
                .getFirst();
        return version.substring(version.indexOf('-') + 1) + ", innodb_flush_log_at_trx_commit=" + flush;
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
        server.close();
    }
}
