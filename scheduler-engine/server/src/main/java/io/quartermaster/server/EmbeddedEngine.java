package io.quartermaster.server;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.server.desk.LiveCalls;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.message.InProcessQueue;
import io.quartermaster.server.samples.SampleClient;
import io.quartermaster.server.samples.Samples;
import io.quartermaster.store.AccessKeyRepository.Key;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.engine.Leadership;
import io.quartermaster.store.engine.Membership;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole scheduler in this process: database, server and message queue, all on loopback, all below one directory.
/// Thread-safe. Starting and closing block for a moment; neither belongs on a user interface's thread.
///
/// How a client attaches stands in `attach.properties` in the data directory (`address`, `instance`, `access-key`,
/// `secret`), which only this account may read.
public final class EmbeddedEngine implements AutoCloseable {
    /// The one instance an embedded engine has at first.
    public static final InstanceId INSTANCE = new InstanceId("000001");
    /// The file that tells a client how to attach.
    public static final String ATTACH_FILE = "attach.properties";

    /// Stands in the directory from when samples were added: their jobs want their client again at the next start.
    private static final String SAMPLES_FILE = "samples";
    private static final String CLUSTER = "embedded";
    private static final String LOOPBACK = "127.0.0.1";
    private static final Actor SAMPLER = new Actor("samples", "embedded engine");
    private static final int CONNECTIONS = 12;
    private static final int QUEUED_MESSAGES = 10_000;

    private final DataDirectory directory;
    private final Database database;
    private final InProcessQueue messages;
    private final SchedulerServer server;
    private final int wantedPort;
    /// Guarded by this.
    private @Nullable SampleClient sampleClient;
    private final LiveCalls liveCalls;

    private EmbeddedEngine(
            DataDirectory directory,
            Database database,
            InProcessQueue messages,
            SchedulerServer server,
            int wantedPort) {
        this.directory = directory;
        this.database = database;
        this.messages = messages;
        this.server = server;
        this.wantedPort = wantedPort;
        this.liveCalls = server.liveCalls(INSTANCE);
    }

    /// Starts an engine; makes its directory, schema and access key when they are not there.
    ///
    /// @throws io.quartermaster.store.StoreException.InUse when another engine runs on the directory
    /// @throws io.quartermaster.store.StoreException when its database cannot be used
    /// @throws java.io.UncheckedIOException when the directory cannot be used
    public static EmbeddedEngine start(EmbeddedSettings settings) {
        DataDirectory directory = DataDirectory.hold(settings.dataDirectory());
        try {
            return start(settings, directory);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedEngine start(EmbeddedSettings settings, DataDirectory directory) {
        Database database = Database.open(new DatabaseSettings.Embedded(directory.path()), CONNECTIONS);
        InProcessQueue messages = new InProcessQueue(QUEUED_MESSAGES);
        try {
            database.schema().migrate();
            Key key = key(database);
            // The directory is held, so whoever had the lead is dead.
            new Leadership(database).expire(CLUSTER);
            new Membership(database).expireAll();
            SchedulerServer server = SchedulerServer.start(
                    database,
                    new SchedulerSettings(
                            CLUSTER,
                            false,
                            CLUSTER,
                            settings.zone(),
                            LOOPBACK,
                            LinkSettings.loopbackPreferring(settings.port()),
                            directory.path().resolve("logs"),
                            settings.cadence()),
                    settings.clock(),
                    messages);
            directory.writePrivate(
                    ATTACH_FILE,
                    List.of(
                            "address=" + LOOPBACK + ":" + server.port(),
                            "instance=" + INSTANCE,
                            "access-key=" + key.accessKey(),
                            "secret=" + key.secret()));
            EmbeddedEngine engine = new EmbeddedEngine(directory, database, messages, server, settings.port());
            if (directory.has(SAMPLES_FILE)) {
                engine.startSampleClient();
            }
            return engine;
        } catch (RuntimeException e) {
            messages.close();
            database.close();
            throw e;
        }
    }

    /// Where the platform keeps such data: below `XDG_DATA_HOME` or `~/.local/share`, `~/Library/Application
    /// Support`, or `%LOCALAPPDATA%`.
    public static Path defaultDirectory() {
        return DataDirectory.usual(System.getProperty("os.name"), System.getProperty("user.home"), System.getenv());
    }

    /// The engine's database; it stays the engine's and ends with it.
    public Database database() {
        return database;
    }

    public Path dataDirectory() {
        return directory.path();
    }

    public Path logDirectory() {
        return server.logDirectory();
    }

    /// The port clients link to, on loopback.
    public int port() {
        return server.port();
    }

    /// Whether the port that was wanted was free.
    public boolean onWantedPort() {
        return wantedPort == 0 || server.port() == wantedPort;
    }

    /// Where message jobs send to.
    public InProcessQueue messages() {
        return messages;
    }

    /// Why log lines are being lost, for people; empty while all is well.
    public Optional<String> logProblem() {
        return server.logProblem();
    }

    /// The debugger's way to the clients attached here.
    public LiveCalls liveCalls() {
        return liveCalls;
    }

    /// Has an event fire the job of that name; see [SchedulerServer#fireEvent].
    public Optional<Command> fireEvent(String jobName, String key) {
        return server.fireEvent(INSTANCE, jobName, key);
    }

    /// Looks at once for what was edited or asked for.
    public void look() {
        server.look();
    }

    /// Adds the sample topologies that are not there, with their jobs, and starts the client that answers them.
    ///
    /// @return what was added; nothing when all of it was there
    public Samples.Added addSamples() {
        Samples.Added added = Samples.add(database, INSTANCE, SAMPLER);
        directory.writePrivate(SAMPLES_FILE, List.of("The client of the sample topologies starts with the engine."));
        startSampleClient();
        return added;
    }

    /// Starts the client that answers the sample topologies, unless it runs; it ends with the engine.
    public synchronized void startSampleClient() {
        if (sampleClient == null) {
            sampleClient = SampleClient.start(LOOPBACK + ":" + server.port(), INSTANCE, key(database));
        }
    }

    /// Whether [#startSampleClient] was called.
    public synchronized boolean hasSampleClient() {
        return sampleClient != null;
    }

    private synchronized void closeSampleClient() {
        if (sampleClient != null) {
            sampleClient.close();
            sampleClient = null;
        }
    }

    /// Ends everything; what was planned and not fired is found by the next engine on the directory.
    @Override
    public void close() {
        closeSampleClient();
        server.close();
        messages.close();
        database.close();
        directory.close();
    }

    private static Key key(Database database) {
        return database.accessKeys().list().stream()
                .filter(key -> key.instance().equals(INSTANCE))
                .findFirst()
                .orElseGet(() -> {
                    Key made = NewKey.of(INSTANCE, new SecureRandom());
                    database.accessKeys().add(made);
                    return made;
                });
    }
}
