package io.quartermaster.app.connections;

import io.quartermaster.model.InstanceId;
import io.quartermaster.server.EmbeddedEngine;
import io.quartermaster.store.ClusterRepository;
import io.quartermaster.store.Database;
import io.quartermaster.store.Schema;
import io.quartermaster.store.StoreException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection that answered: the database, what was found in it, and who has to close it. Immutable.
///
/// @param logDirectory the servers' logs, when they lie on this machine
/// @param attachment how clients attach, when it is the embedded engine, which keeps its own database; null else
record OpenedConnection(
        Database database, List<InstanceId> instances, @Nullable Path logDirectory, @Nullable Attachment attachment) {
    private static final int CONNECTIONS = 6;
    private static final InstanceId FIRST_INSTANCE = new InstanceId("000001");

    /// Opens the profile's database; blocks.
    ///
    /// @throws io.quartermaster.store.StoreException when it does not answer
    /// @throws UnusableSchemaException when it answers, but its schema is not this console's
    static OpenedConnection open(ConnectionProfile profile, String password, EngineRoom engineRoom) {
        if (profile.isEmbedded()) {
            return embedded(engineRoom);
        }
        Database database = Database.open(DatabaseConnectionTest.settings(profile, password), CONNECTIONS);
        boolean opened = false;
        try {
            Schema.State state = database.schema().inspect();
            if (!(state instanceof Schema.State.Current)) {
                throw new UnusableSchemaException(profile.schema(), state);
            }
            OpenedConnection connection = new OpenedConnection(
                    database, instances(database), localLogs(database).orElse(null), null);
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                database.close();
            }
        }
    }

    private static OpenedConnection embedded(EngineRoom engineRoom) {
        EmbeddedEngine engine;
        try {
            engine = engineRoom.engine();
        } catch (StoreException | UncheckedIOException e) {
            throw new EngineTroubleException(e);
        }
        return new OpenedConnection(
                engine.database(), instances(engine.database()), engine.logDirectory(), Attachment.of(engine));
    }

    void close() {
        if (attachment == null) {
            database.close();
        }
    }

    static List<InstanceId> instances(Database database) {
        List<InstanceId> found = database.jobs().instances();
        return found.isEmpty() ? List.of(FIRST_INSTANCE) : found;
    }

    private static Optional<Path> localLogs(Database database) {
        String here = hostName();
        return database.cluster().servers().stream()
                .filter(server -> server.host().equals(here))
                .map(ClusterRepository.ServerRow::logDirectory)
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst();
    }

    /// The machine's own name, as the audit and the servers write it.
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
