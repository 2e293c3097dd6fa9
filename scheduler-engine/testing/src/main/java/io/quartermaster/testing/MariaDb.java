package io.quartermaster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real MariaDB of the tests' own, on loopback and a free port, its data in a temporary directory that goes with it.
///
/// It announces itself as 5.7: Connector/J takes the usual `5.5.5-10.11…` for a 5.5 and would silently cut
/// milliseconds.
/// It can be stopped and started again on the same port and data, for what a console or server does meanwhile.
public final class MariaDb implements AutoCloseable {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static @Nullable MariaDb shared;

    private final MariaDbBinaries binaries;
    private final Path home;
    private final int port;
    private @Nullable Process server;

    private MariaDb(MariaDbBinaries binaries, Path home, int port) {
        this.binaries = binaries;
        this.home = home;
        this.port = port;
    }

    /// The one that all tests of this JVM share; it ends with the JVM. Take a [#newSchema()] each.
    public static synchronized MariaDb shared() {
        MariaDb one = shared;
        if (one == null) {
            one = start();
            shared = one;
            Runtime.getRuntime().addShutdownHook(new Thread(one::close, "mariadb-shutdown"));
        }
        return one;
    }

    /// A server of one's own, to be stopped, started again and closed.
    public static MariaDb start() {
        try {
            MariaDb db =
                    new MariaDb(MariaDbBinaries.find(), Files.createTempDirectory("quartermaster-mariadb"), freePort());
            Files.createDirectories(db.home.resolve("tmp"));
            db.runToEnd(db.binaries.install(db.home));
            db.resume();
            return db;
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB could not be prepared", e);
        }
    }

    public int port() {
        return port;
    }

    /// The account that may do everything, without a password.
    public String user() {
        return "root";
    }

    /// The address of a schema that the next caller does not get.
    public String newSchema() {
        return "test_" + SCHEMAS.incrementAndGet();
    }

    /// A JDBC address for Connector/J; the schema is made on first use.
    public String jdbcUrl(String schema) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + schema
                + "?createDatabaseIfNotExist=true&sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /// Runs SQL as the all-powerful account; for whoever has a JDBC driver on the class path.
    public void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("mysql"), user(), "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The test's SQL failed", e);
        }
    }

    /// Ends the server as an operator would; connections break, data stay.
    public void stop() {
        end(false);
    }

    /// Ends the server as a power cut would.
    public void kill() {
        end(true);
    }

    /// Starts the server again after [#stop()] or [#kill()], on the same port and data.
    public void resume() {
        try {
            Process started = new ProcessBuilder(binaries.serve(home, port))
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("server.log").toFile())
                    .start();
            server = started;
            Eventually.until("MariaDB answers on port " + port, Duration.ofSeconds(60), () -> answers(started));
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB could not be started", e);
        }
    }

    @Override
    public void close() {
        end(true);
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The test database's files could not be removed: " + home, e);
        }
    }

    private void end(boolean hard) {
        Process running = server;
        server = null;
        if (running == null) {
            return;
        }
        if (hard) {
            running.destroyForcibly();
        } else {
            running.destroy();
        }
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(Process process) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("MariaDB ended at once:\n" + Files.readString(home.resolve("server.log")));
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(2000);
            return socket.getInputStream().read() >= 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void runToEnd(List<String> command) throws IOException {
        Path log = home.resolve("install.log");
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("MariaDB could not make its data directory:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while MariaDB made its data directory", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
