package io.quartermaster.sample;

import io.quartermaster.client.ServerAddress;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// What a client needs to attach to an engine. Immutable; `toString` keeps the secret to itself.
record Attachment(List<String> servers, String instance, String accessKey, String secret) {
    static final String FILE = "attach.properties";

    Attachment {
        servers = List.copyOf(servers);
    }

    /// Reads what the engine embedded in the console wrote for clients on this host.
    ///
    /// @return empty when there is no such file, or it is being written at this very moment
    /// @throws IOException when the file is there and cannot be read
    static Optional<Attachment> in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException cutInAnEscape) {
            return Optional.empty();
        }
        if (!properties.stringPropertyNames().containsAll(List.of("address", "instance", "access-key", "secret"))) {
            return Optional.empty();
        }
        if (!isAddress(properties.getProperty("address"))) {
            return Optional.empty();
        }
        return Optional.of(new Attachment(
                List.of(properties.getProperty("address")),
                properties.getProperty("instance"),
                properties.getProperty("access-key"),
                properties.getProperty("secret")));
    }

    private static boolean isAddress(String text) {
        try {
            ServerAddress.parse(text);
            return true;
        } catch (IllegalArgumentException cut) {
            return false;
        }
    }

    /// Where the embedded engine keeps its data unless told otherwise.
    static Path usualDirectory(String osName, Map<String, String> environment, Path home) {
        if (osName.startsWith("Windows")) {
            Path local = set(environment, "LOCALAPPDATA")
                    .orElse(home.resolve("AppData").resolve("Local"));
            return local.resolve("Quartermaster").resolve("engine");
        }
        if (osName.startsWith("Mac")) {
            return home.resolve("Library/Application Support/Quartermaster/engine");
        }
        Path data = set(environment, "XDG_DATA_HOME").orElse(home.resolve(".local/share"));
        return data.resolve("quartermaster").resolve("engine");
    }

    private static Optional<Path> set(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }

    @Override
    public String toString() {
        return "Attachment[" + servers + ", instance=" + instance + ", accessKey=" + accessKey + "]";
    }
}
