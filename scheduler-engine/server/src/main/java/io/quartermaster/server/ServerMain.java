package io.quartermaster.server;

import io.quartermaster.model.InstanceId;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.watching.PortTaken;
import io.quartermaster.store.AccessKeyRepository.Key;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseProbe;
import io.quartermaster.store.DatabaseProbe.Finding;
import io.quartermaster.store.Schema;
import io.quartermaster.store.StoreException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A scheduler server as a process of its own. It ends when it is told to terminate, after it has closed in order.
@Command(
        name = "quartermaster-server",
        mixinStandardHelpOptions = true,
        version = SchedulerServer.VERSION,
        description = "Runs one scheduler server on a shared MySQL or MariaDB.")
public final class ServerMain implements Callable<Integer> {
    private static final String LOGBACK = "logback.configurationFile";
    /// Longer than any statement of a server takes, and short enough that a silent network does not stop it for long.
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration; server.properties.example shows every key.")
    @SuppressWarnings("NullAway.Init")
    private Path config;

    @Option(
            names = "--migrate",
            description = "Create the tables, or upgrade them to this version; without it the schema is only used.")
    private boolean migrate;

    @Option(
            names = "--create-key",
            paramLabel = "INSTANCE",
            description = "Make an access key for the clients of an instance, print it with its secret, and exit.")
    private @Nullable String createKey;

    @Option(
            names = "--disable-key",
            paramLabel = "KEY",
            description = "Disable an access key: it opens no link from now on, and servers end those it opened within"
                    + " ten seconds. Then exit.")
    private @Nullable String disableKey;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        // The libraries' own words, not the server's log files: warnings only, unless the operator has a file for them.
        if (System.getProperty(LOGBACK) == null) {
            System.setProperty(LOGBACK, "io/quartermaster/server/logback-console.xml");
        }
        System.exit(new CommandLine(new ServerMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            ServerConfig read = ServerConfig.read(config, System.getenv());
            reachable(read);
            try (Database database = Database.open(read.database(), read.connections(), PATIENCE)) {
                ready(database);
                if (disableKey != null) {
                    return disable(database, disableKey);
                }
                return createKey == null ? serve(read, database) : create(database, new InstanceId(createKey));
            }
        } catch (ConfigProblem | IllegalArgumentException e) {
            return problem(e.getMessage());
        } catch (PortTaken e) {
            return problem(e.getMessage());
        } catch (UncheckedIOException e) {
            return problem(e.getMessage() + ": another process has that port, or the address is not this machine's;"
                    + " see link.bind and link.port");
        } catch (StoreException e) {
            return problem("The database failed while starting: " + e.getMessage());
        }
    }

    private void reachable(ServerConfig read) throws ConfigProblem {
        String where = read.database().toString();
        switch (DatabaseProbe.test(read.database())) {
            case Finding.Answers answers -> {}
            case Finding.Refused refused ->
                throw new ConfigProblem("Nobody answers at " + where + " (" + refused.detail()
                        + "): start the database, or correct database.host and database.port");
            case Finding.AccessDenied denied ->
                throw new ConfigProblem("The database refuses " + where + " (" + denied.detail()
                        + "): correct database.user and the password, or grant the account the schema");
            case Finding.NoSuchSchema missing ->
                throw new ConfigProblem("There is no schema " + missing.schema() + " at " + where
                        + ": create it, or correct database.schema");
            case Finding.TlsProblem tls ->
                throw new ConfigProblem(
                        "No encrypted connection to " + where + " (" + tls.detail() + "): correct database.tls");
            case Finding.InUse used -> throw new ConfigProblem(used.detail());
            case Finding.Failed failed ->
                throw new ConfigProblem("The database at " + where + " cannot be used: " + failed.detail());
        }
    }

    private void ready(Database database) throws ConfigProblem {
        switch (database.schema().inspect()) {
            case Schema.State.Current current -> {}
            case Schema.State.Empty empty ->
                migrate(database, "The schema is empty: add --migrate to create the tables");
            case Schema.State.Older older ->
                migrate(
                        database,
                        "The schema has version " + older.found() + " and this server needs " + older.needed()
                                + ": back it up, then add --migrate to upgrade it");
            case Schema.State.NotOurs other ->
                throw new ConfigProblem(
                        "The schema holds tables of something else: name an empty one in database.schema");
            case Schema.State.Newer newer ->
                throw new ConfigProblem("The schema has version " + newer.found() + ", this server is made for "
                        + newer.needed() + ": install the newer server");
        }
    }

    private void migrate(Database database, String otherwise) throws ConfigProblem {
        if (!migrate) {
            throw new ConfigProblem(otherwise);
        }
        database.schema().migrate();
        say("The schema is now at version " + Schema.VERSION);
    }

    private int create(Database database, InstanceId instance) {
        Key key = NewKey.of(instance, new SecureRandom());
        database.accessKeys().add(key);
        say("instance=" + instance);
        say("access-key=" + key.accessKey());
        say("secret=" + key.secret());
        return CommandLine.ExitCode.OK;
    }

    private int disable(Database database, String key) {
        if (!database.accessKeys().disable(key)) {
            return problem("There is no enabled access key " + key);
        }
        say("The access key " + key + " is disabled");
        return CommandLine.ExitCode.OK;
    }

    private int serve(ServerConfig read, Database database) throws InterruptedException, ConfigProblem {
        CountDownLatch closed = new CountDownLatch(1);
        try (MessageChannel messages = read.messages().open(System.getenv())) {
            SchedulerServer server = SchedulerServer.start(database, read.server(), InstantSource.system(), messages);
            CountDownLatch ask = new CountDownLatch(1);
            server.whenDrained(ask::countDown);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ask, closed), "server-shutdown"));
            say("Server " + read.server().serverId() + " runs; clients link to port " + server.port() + ", logs are in "
                    + server.logDirectory().toAbsolutePath());
            server.httpPort()
                    .ifPresent(port ->
                            say("Probes ask port " + port + " for /health, /ready and /metrics, clients for /servers"));
            say(
                    read.messages().provider().isEmpty()
                            ? "No broker is configured: the events of message jobs stay in this process"
                            : "The events of message jobs go to "
                                    + read.messages().provider());
            ask.await();
            server.close();
        } finally {
            database.close();
            closed.countDown();
        }
        return CommandLine.ExitCode.OK;
    }

    /// The process must not end before the server has closed.
    private static void end(CountDownLatch ask, CountDownLatch closed) {
        ask.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private int problem(@Nullable String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }
}
