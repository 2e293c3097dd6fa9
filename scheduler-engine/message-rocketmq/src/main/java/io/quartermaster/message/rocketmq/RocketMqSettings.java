package io.quartermaster.message.rocketmq;

import io.quartermaster.server.message.MessageChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where the brokers are found, and how they are spoken to. Immutable.
///
/// @param nameServers `host:port`, several with `;` between them
/// @param group the producer group by which brokers and their console know the servers
/// @param timeout how long one try may take, all its steps together
/// @param patience how long a message waits, from its firing on, while no broker can be reached
/// @param credentials for brokers that ask for them
public record RocketMqSettings(
        String nameServers,
        String group,
        Duration timeout,
        Duration patience,
        @Nullable Credentials credentials,
        boolean tls) {
    static final Set<String> KEYS =
            Set.of("name-servers", "group", "timeout-ms", "patience-s", "access-key", "secret-key", "tls");

    private static final int TIMEOUT_MS = 3_000;

    /// What a broker with access control asks for.
    public record Credentials(String accessKey, String secretKey) {
        @Override
        public String toString() {
            return accessKey + "/***";
        }
    }

    /// Plain, with the usual times.
    public static RocketMqSettings at(String nameServers) {
        return new RocketMqSettings(
                nameServers,
                "quartermaster",
                Duration.ofMillis(TIMEOUT_MS),
                MessageChannel.USUAL_PATIENCE,
                null,
                false);
    }

    public RocketMqSettings withTimes(Duration newTimeout, Duration newPatience) {
        return new RocketMqSettings(nameServers, group, newTimeout, newPatience, credentials, tls);
    }

    /// @throws IllegalArgumentException with a line for people, when something is missing or cannot be used
    static RocketMqSettings of(Map<String, String> settings) {
        String nameServers = settings.getOrDefault("name-servers", "");
        if (nameServers.isBlank()) {
            throw new IllegalArgumentException(
                    "message.name-servers is missing: name RocketMQ's name servers, as mq-1.example.com:9876;mq-2.example.com:9876");
        }
        String accessKey = settings.getOrDefault("access-key", "");
        String secretKey = settings.getOrDefault("secret-key", "");
        if (accessKey.isBlank() != secretKey.isBlank()) {
            throw new IllegalArgumentException("message.access-key and message.secret-key go together: one is missing");
        }
        return new RocketMqSettings(
                nameServers,
                settings.getOrDefault("group", "quartermaster"),
                Duration.ofMillis(number(settings, "timeout-ms", TIMEOUT_MS, 100, 60_000)),
                Duration.ofSeconds(number(
                        settings, "patience-s", (int) MessageChannel.USUAL_PATIENCE.toSeconds(), 0, 24 * 60 * 60)),
                accessKey.isBlank() ? null : new Credentials(accessKey, secretKey),
                Boolean.parseBoolean(settings.getOrDefault("tls", "false")));
    }

    private static int number(Map<String, String> settings, String key, int usual, int least, int most) {
        String text = settings.getOrDefault(key, "").strip();
        if (text.isEmpty()) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same line says what it has to be
        }
        throw new IllegalArgumentException(
                "message." + key + " is '" + text + "', but must be a number from " + least + " to " + most);
    }
}
