package io.quartermaster.bench.cluster;

import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.journal.Execution;
import io.quartermaster.bench.journal.JournalClient;
import io.quartermaster.bench.process.Child;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.store.AccessKeyRepository;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Our servers over one empty schema, and as many clients, each linked to every server. Confined to one thread.
public final class Cluster implements AutoCloseable {
    public static final InstanceId INSTANCE = new InstanceId("000001");
    public static final String APPLICATION = "bench";

    private static final Actor ACTOR = new Actor("bench", "localhost");
    private static final int BATCH = 1000;
    private static final int CONNECTIONS = 2;

    /// How a cluster is to be. Immutable.
    ///
    /// @param roundTrip how much longer than on loopback each question to the database takes
    /// @param servers how many of them, and how many clients
    /// @param threads how many handlers a client runs at a time
    /// @param heap the most heap of each process, in megabytes
    /// @param clients how many clients
    /// @param clientMain what they run; it takes the arguments of [JournalClient]
    public record Shape(Duration roundTrip, int servers, int threads, int heap, int clients, Class<?> clientMain) {
        /// As many clients as servers, that write down what they execute.
        public Shape(Duration roundTrip, int servers, int threads, int heap) {
            this(roundTrip, servers, threads, heap, servers, JournalClient.class);
        }
    }

    private final Path directory;
    private final Database database;
    private final String schema;
    private final AccessKeyRepository.Key key;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final List<Child> clients = new ArrayList<>();

    private Cluster(Path directory, Database database, String schema) {
        this.directory = directory;
        this.database = database;
        this.schema = schema;
        this.key = new AccessKeyRepository.Key("qm-bench", UUID.randomUUID().toString(), INSTANCE);
    }

    /// Starts them and waits until every client is linked to every server.
    public static Cluster start(BenchDatabase place, Path directory, Shape shape) {
        String schema = place.newSchema();
        DatabaseSettings.MySql near = place.settings(schema);
        Cluster cluster = new Cluster(directory, Database.open(near, CONNECTIONS), schema);
        cluster.database.schema().migrate();
        cluster.database.accessKeys().add(cluster.key);
        int port = place.portAt(shape.roundTrip());
        for (int i = 1; i <= shape.servers(); i++) {
            String id = "server-" + i;
            DatabaseSettings.MySql own = new DatabaseSettings.MySql(
                    near.host(), port, schema, place.account(id), "", DatabaseSettings.Tls.DISABLED);
            cluster.servers.add(ServerProcess.start(id, directory, shape.heap(), own));
        }
        cluster.servers.forEach(ServerProcess::awaitStart);
        for (int i = 1; i <= shape.clients(); i++) {
            cluster.clients.add(cluster.client("client-" + i, shape));
        }
        cluster.clients.forEach(client -> client.awaitLines(" CONNECTED", shape.servers()));
        return cluster;
    }

    public Database database() {
        return database;
    }

    public String schema() {
        return schema;
    }

    public List<ServerProcess> servers() {
        return servers;
    }

    public List<Child> clients() {
        return clients;
    }

    /// Stores the jobs, enabled.
    public void create(List<JobSpec> jobs) {
        for (int from = 0; from < jobs.size(); from += BATCH) {
            database.jobs().createAll(jobs.subList(from, Math.min(jobs.size(), from + BATCH)), true, ACTOR);
        }
    }

    /// What all clients have written down so far.
    public List<Execution> executions() {
        List<Execution> all = new ArrayList<>();
        try {
            for (Child client : clients) {
                all.addAll(Execution.readAll(journal(client.name())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A client's journal cannot be read", e);
        }
        return all;
    }

    @Override
    public void close() {
        clients.forEach(Child::close);
        servers.forEach(ServerProcess::close);
        database.close();
    }

    private Child client(String name, Shape shape) {
        List<String> arguments = new ArrayList<>(List.of(
                "--application=" + APPLICATION,
                "--instance=" + INSTANCE.value(),
                "--key=" + key.accessKey(),
                "--secret=" + key.secret(),
                "--journal=" + journal(name),
                "--threads=" + shape.threads()));
        servers.forEach(server -> arguments.add("--server=" + server.address()));
        return Child.start(
                name,
                directory,
                shape.heap(),
                Child.AS_ADVISED,
                shape.clientMain().getName(),
                arguments);
    }

    /// What a client writes down.
    public Path journal(String client) {
        return directory.resolve(client + ".journal");
    }
}
