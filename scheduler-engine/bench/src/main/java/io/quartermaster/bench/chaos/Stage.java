package io.quartermaster.bench.chaos;

import io.quartermaster.bench.journal.Execution;
import io.quartermaster.bench.journal.JournalClient;
import io.quartermaster.server.ServerMain;
import io.quartermaster.store.AccessKeyRepository.Key;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.MariaDb;
import io.quartermaster.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a run plays on: a database, a network between it and each server, servers and clients, each a process of its
/// own. Thread-safe once it is set.
final class Stage implements AutoCloseable {
    static final int SERVERS = 3;
    static final int CLIENTS = 2;

    private static final String SCHEMA = "chaos";

    final MariaDb mariaDb;
    /// Past the network, for those who plan and check.
    final Database database;
    final List<TcpProxy> networks = new ArrayList<>();
    final List<ChildProcess> servers = new ArrayList<>();
    final List<ChildProcess> clients = new ArrayList<>();

    private final Path directory;
    private final List<Integer> ports =
            IntStream.range(0, SERVERS).mapToObj(server -> freePort()).toList();

    private Stage(MariaDb mariaDb, Path directory) {
        this.mariaDb = mariaDb;
        this.directory = directory;
        mariaDb.execute("create schema " + SCHEMA);
        database = Database.open(settings(mariaDb.port()), 4);
    }

    /// Starts everything; files go below `directory`.
    static Stage set(Path directory) throws IOException {
        Stage stage = new Stage(MariaDb.start(), directory);
        try {
            stage.build();
            return stage;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void build() throws IOException {
        database.schema().migrate();
        Key key = new Key("chaos-key", "the-secret-of-a-run-that-only-lives-on-loopback", PlannedJob.INSTANCE);
        database.accessKeys().add(key);
        Path agent = ClockAgent.jar(directory);
        for (int number = 0; number < SERVERS; number++) {
            networks.add(TcpProxy.to(mariaDb.port()));
            servers.add(server(number, agent));
        }
        for (int number = 0; number < CLIENTS; number++) {
            clients.add(client("c" + (number + 1), key));
        }
        all().forEach(ChildProcess::start);
    }

    Stream<ChildProcess> all() {
        return Stream.concat(servers.stream(), clients.stream());
    }

    private ChildProcess server(int number, Path agent) throws IOException {
        String name = "s" + (number + 1);
        Path config = directory.resolve(name + ".properties");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "database.host=127.0.0.1",
                        "database.port=" + networks.get(number).port(),
                        "database.schema=" + SCHEMA,
                        "database.user=" + mariaDb.user(),
                        "database.password=",
                        "database.tls=DISABLED",
                        "cluster=chaos",
                        "server.id=" + name,
                        "zone=CellA",
                        "link.host=127.0.0.1",
                        "link.port=" + ports.get(number),
                        "http.port=0",
                        "log.directory=" + directory.resolve(name + "-logs"),
                        ""));
        return new ChildProcess(
                name,
                directory.resolve(name + ".out"),
                generation -> List.of(
                        "-javaagent:" + agent,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerMain.class.getName(),
                        "--config",
                        config.toString()));
    }

    private ChildProcess client(String name, Key key) {
        return new ChildProcess(name, directory.resolve(name + ".out"), generation -> {
            List<String> command = new ArrayList<>(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    JournalClient.class.getName(),
                    "--application",
                    PlannedJob.APPLICATION,
                    "--instance",
                    PlannedJob.INSTANCE.value(),
                    "--key",
                    key.accessKey(),
                    "--secret",
                    key.secret(),
                    "--threads",
                    "100",
                    "--journal",
                    directory.resolve(name + "." + generation + ".journal").toString()));
            ports.forEach(port -> command.addAll(List.of("--server", "127.0.0.1:" + port)));
            return command;
        });
    }

    /// What the clients wrote down.
    List<Evidence.Line> journals() {
        List<Evidence.Line> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".journal")).toList()) {
                String process = file.getFileName().toString().replace(".journal", "");
                Execution.readAll(file).forEach(execution -> lines.add(new Evidence.Line(process, execution)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journals cannot be read", e);
        }
        return lines;
    }

    private static DatabaseSettings settings(int port) {
        return new DatabaseSettings.MySql("127.0.0.1", port, SCHEMA, "root", "", DatabaseSettings.Tls.DISABLED);
    }

    /// A port below those that the system gives to whoever asks for any: it must still be free when a killed server
    /// comes back.
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // taken: another one
            }
        }
    }

    @Override
    public void close() {
        all().forEach(ChildProcess::close);
        networks.forEach(TcpProxy::close);
        database.close();
        mariaDb.close();
    }
}
