package io.quartermaster.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The schema's version. The console only looks; a server migrates, when it is told to.
public final class Schema {
    /// The version this build writes and reads.
    public static final int VERSION = 1;

    private static final String HISTORY = "quartermaster_schema";

    private final DataSource source;

    Schema(DataSource source) {
        this.source = source;
    }

    /// What was found.
    public sealed interface State {
        /// This build's own version.
        record Current() implements State {}

        /// No table at all: a server may create them.
        record Empty() implements State {}

        /// Tables, but not ours.
        record NotOurs() implements State {}

        /// Ours, of an older build: a server must migrate it first.
        record Older(int found, int needed) implements State {}

        /// Ours, of a newer build: this console is too old to write to it.
        record Newer(int found, int needed) implements State {}
    }

    /// Looks without changing anything.
    ///
    /// @throws StoreException when the database does not answer
    public State inspect() {
        try (Connection connection = source.getConnection()) {
            return inspect(connection);
        } catch (SQLException e) {
            throw StoreException.of(e);
        }
    }

    static State inspect(Connection connection) throws SQLException {
        if (!hasTable(connection, HISTORY)) {
            return anyTable(connection) ? new State.NotOurs() : new State.Empty();
        }
        int found = version(connection).orElse(0);
        if (found == VERSION) {
            return new State.Current();
        }
        return found < VERSION ? new State.Older(found, VERSION) : new State.Newer(found, VERSION);
    }

    /// Brings an empty or older schema to [#VERSION].
    ///
    /// @throws StoreException when it is newer, not ours, or a statement fails
    public void migrate() {
        State state = inspect();
        if (state instanceof State.NotOurs || state instanceof State.Newer) {
            throw new StoreException.Fault("This schema is not one that can be migrated: " + state, null);
        }
        try {
            Flyway.configure()
                    .dataSource(source)
                    .table(HISTORY)
                    .locations("classpath:io/quartermaster/store/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw StoreException.of(e);
        }
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
            return tables.next();
        }
    }

    private static boolean anyTable(Connection connection) throws SQLException {
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            return tables.next();
        }
    }

    private static Optional<Integer> version(Connection connection) throws SQLException {
        String sql = "select max(cast(version as decimal(10))) from " + HISTORY
                + " where success = true and version is not null";
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
        }
    }
}
