package io.quartermaster.server;

import io.quartermaster.model.JobRules;
import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.link.LinkTls;
import io.quartermaster.server.peer.PeerSettings;
import io.quartermaster.server.watching.WatchSettings;
import io.quartermaster.store.DatabaseSettings;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A server's configuration file, read; `server.properties.example` shows every key. Immutable.
record ServerConfig(
        DatabaseSettings.MySql database, int connections, SchedulerSettings server, MessageSettings messages) {
    /// Where the password is looked for when the file does not have it.
    static final String PASSWORD_VARIABLE = "QUARTERMASTER_DB_PASSWORD";

    private static final Set<String> KEYS = Set.of(
            "database.host",
            "database.port",
            "database.schema",
            "database.user",
            "database.password",
            "database.tls",
            "database.connections",
            "cluster",
            "cluster.mode",
            "server.id",
            "zone",
            "link.bind",
            "link.port",
            "link.host",
            "link.tls.certificate",
            "link.tls.key",
            "link.tls.clients",
            "peer.bind",
            "peer.port",
            "http.bind",
            "http.port",
            "records.days",
            "log.directory");

    /// @throws ConfigProblem when the file is missing or a value in it cannot be used
    static ServerConfig read(Path file, Map<String, String> environment) throws ConfigProblem {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            throw new ConfigProblem("There is no file " + file.toAbsolutePath()
                    + ": copy server.properties.example there and name your database in it");
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigProblem("The file " + file.toAbsolutePath() + " cannot be read: " + e.getMessage());
        }
        return new Reading(file, properties, environment).config();
    }

    /// One reading of one file.
    private record Reading(Path file, Properties properties, Map<String, String> environment) {
        ServerConfig config() throws ConfigProblem {
            Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
            unknown.removeAll(KEYS);
            // what they may be is known to whoever is chosen by one of them
            unknown.removeIf(key -> key.startsWith(MessageSettings.PREFIX));
            if (!unknown.isEmpty()) {
                throw problem(unknown + " is not a key of this file: correct or remove it; the keys are "
                        + new TreeSet<>(KEYS));
            }
            DatabaseSettings.MySql database = new DatabaseSettings.MySql(
                    required("database.host"),
                    number("database.port", 3306, 1, 65_535),
                    required("database.schema"),
                    required("database.user"),
                    password(),
                    tls());
            return new ServerConfig(database, number("database.connections", 12, 4, 1000), server(), messages());
        }

        private MessageSettings messages() {
            Map<String, String> values = new HashMap<>();
            for (String key : properties.stringPropertyNames()) {
                if (key.startsWith(MessageSettings.PREFIX)) {
                    values.put(key.substring(MessageSettings.PREFIX.length()), text(key, ""));
                }
            }
            values.values().removeIf(String::isEmpty);
            return new MessageSettings(values);
        }

        private SchedulerSettings server() throws ConfigProblem {
            String host = hostName();
            try {
                return new SchedulerSettings(
                        text("cluster", "main"),
                        zoned(),
                        text("server.id", host),
                        text("zone", EmbeddedSettings.USUAL_ZONE),
                        text("link.host", host),
                        LinkSettings.on(
                                        text("link.bind", "127.0.0.1"),
                                        number("link.port", LinkSettings.USUAL_PORT, 1, 65_535))
                                .withTls(linkTls()),
                        Path.of(text("log.directory", "/home/admin/logs/antscheduler")),
                        Cadence.USUAL,
                        peers(),
                        watching());
            } catch (IllegalArgumentException e) {
                throw problem(String.valueOf(e.getMessage()));
            }
        }

        private @Nullable LinkTls linkTls() throws ConfigProblem {
            String certificate = text("link.tls.certificate", "");
            String key = text("link.tls.key", "");
            String clients = text("link.tls.clients", "");
            if (certificate.isEmpty() && key.isEmpty() && clients.isEmpty()) {
                return null;
            }
            if (certificate.isEmpty() || key.isEmpty()) {
                throw problem("link.tls.certificate and link.tls.key go together, and link.tls.clients with both:"
                        + " name the missing one");
            }
            return new LinkTls(Path.of(certificate), Path.of(key), clients.isEmpty() ? null : Path.of(clients));
        }

        /// Peers read the port from the database, so another one does as long as nobody asked for this one.
        private PeerSettings peers() throws ConfigProblem {
            String bind = text("peer.bind", "127.0.0.1");
            return text("peer.port", "").isEmpty()
                    ? PeerSettings.usualOn(bind)
                    : PeerSettings.on(bind, number("peer.port", PeerSettings.USUAL_PORT, 0, 65_535));
        }

        private WatchSettings watching() throws ConfigProblem {
            return WatchSettings.USUAL
                    .withHttp(
                            text("http.bind", "127.0.0.1"),
                            number("http.port", WatchSettings.HttpAddress.USUAL_PORT, 0, 65_535))
                    .withRecordsDays(number("records.days", WatchSettings.USUAL_DAYS, 1, JobRules.RETENTION_MAX_DAYS));
        }

        private String password() throws ConfigProblem {
            String inFile = properties.getProperty("database.password");
            String found = inFile != null ? inFile : environment.get(PASSWORD_VARIABLE);
            if (found == null) {
                throw problem("there is no database.password: set it there, or in the environment variable "
                        + PASSWORD_VARIABLE + " (empty if the account has none)");
            }
            return found;
        }

        private DatabaseSettings.Tls tls() throws ConfigProblem {
            String name = text("database.tls", "PREFERRED");
            return Arrays.stream(DatabaseSettings.Tls.values())
                    .filter(mode -> mode.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> problem("database.tls is '" + name + "', but must be one of "
                            + Arrays.toString(DatabaseSettings.Tls.values())));
        }

        private boolean zoned() throws ConfigProblem {
            return switch (text("cluster.mode", "single")) {
                case "single" -> false;
                case "ldc" -> true;
                default ->
                    throw problem("cluster.mode is '" + text("cluster.mode", "")
                            + "', but must be single (one leader) or ldc (one leader in each zone)");
            };
        }

        private int number(String key, int usual, int least, int most) throws ConfigProblem {
            String value = text(key, String.valueOf(usual));
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw problem(key + " is '" + value + "', but must be a number");
            }
            throw problem(key + " is " + value + ", but must be " + least + " to " + most);
        }

        private String required(String key) throws ConfigProblem {
            String value = text(key, "");
            if (value.isEmpty()) {
                throw problem("the key " + key + " is missing: add it");
            }
            return value;
        }

        private String text(String key, String usual) {
            @Nullable String value = properties.getProperty(key);
            return value == null || value.isBlank() ? usual : value.strip();
        }

        private ConfigProblem problem(String what) {
            return new ConfigProblem(file.toAbsolutePath() + ": " + what);
        }

        private static String hostName() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        }
    }
}
