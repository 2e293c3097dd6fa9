package io.quartermaster.bench.cluster;

import io.quartermaster.bench.process.Child;
import io.quartermaster.bench.process.Ports;
import io.quartermaster.server.ServerMain;
import io.quartermaster.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// One of our servers as a process, which keeps its name and its port when it is started again. Confined to one thread.
public final class ServerProcess implements AutoCloseable {
    private final String id;
    private final int port = Ports.free();
    private final Path directory;
    private final int heap;
    private final Path config;
    private Child process;
    private int starts;

    private ServerProcess(String id, Path directory, int heap, DatabaseSettings.MySql database) {
        this.id = id;
        this.directory = directory;
        this.heap = heap;
        this.config = directory.resolve(id + ".properties");
        write(database);
        this.process = run();
    }

    static ServerProcess start(String id, Path directory, int heap, DatabaseSettings.MySql database) {
        return new ServerProcess(id, directory, heap, database);
    }

    public String id() {
        return id;
    }

    public Child process() {
        return process;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /// Starts it once more, after it was killed.
    public void startAgain() {
        process = run();
        awaitStart();
    }

    void awaitStart() {
        process.awaitLines("Server " + id + " runs", starts);
    }

    @Override
    public void close() {
        process.close();
    }

    private Child run() {
        starts++;
        return Child.start(
                id,
                directory,
                heap,
                Child.AS_ADVISED,
                ServerMain.class.getName(),
                List.of("--config", config.toString()));
    }

    private void write(DatabaseSettings.MySql database) {
        List<String> lines = List.of(
                "database.host = " + database.host(),
                "database.port = " + database.port(),
                "database.schema = " + database.schema(),
                "database.user = " + database.user(),
                "database.password = " + database.password(),
                "database.tls = DISABLED",
                "cluster = bench",
                "server.id = " + id,
                "zone = CellA",
                "link.host = 127.0.0.1",
                "link.port = " + port,
                "http.port = 0",
                "log.directory = " + directory.resolve(id + "-logs"));
        try {
            Files.write(config, lines);
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of " + id + " cannot be written", e);
        }
    }
}
