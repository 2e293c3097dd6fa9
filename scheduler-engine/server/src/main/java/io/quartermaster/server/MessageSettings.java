package io.quartermaster.server;

import io.quartermaster.server.message.InProcessQueue;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.message.MessageChannelProvider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;

/// What a server's configuration says of the broker of message jobs: the keys that begin with `message.`, without that.
/// Immutable.
record MessageSettings(Map<String, String> values) {
    /// How the keys begin.
    static final String PREFIX = "message.";
    /// Where the secret key is looked for when the file does not have it.
    static final String SECRET_VARIABLE = "QUARTERMASTER_MQ_SECRET";

    private static final String PROVIDER = "provider";
    private static final String SECRET = "secret-key";
    private static final int QUEUED = 10_000;

    MessageSettings {
        values = Map.copyOf(values);
    }

    /// What was chosen, empty for none: then events stay in the process.
    String provider() {
        return values.getOrDefault(PROVIDER, "").strip();
    }

    /// Opens what was chosen.
    ///
    /// @throws ConfigProblem when its jar is missing, or what is said of it cannot be used
    MessageChannel open(Map<String, String> environment) throws ConfigProblem {
        if (provider().isEmpty()) {
            if (!values.isEmpty()) {
                throw new ConfigProblem("There are settings " + new TreeSet<>(values.keySet())
                        + " below message., but no message.provider: add message.provider = rocketmq, or remove them");
            }
            return new InProcessQueue(QUEUED);
        }
        MessageChannelProvider found = find();
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        unknown.remove(PROVIDER);
        unknown.removeAll(found.keys());
        if (!unknown.isEmpty()) {
            throw new ConfigProblem("message." + unknown.first() + " is not a setting of " + provider()
                    + ": the settings are " + new TreeSet<>(found.keys()));
        }
        try {
            return found.open(withSecret(found, environment));
        } catch (IllegalArgumentException e) {
            throw new ConfigProblem(String.valueOf(e.getMessage()));
        }
    }

    private MessageChannelProvider find() throws ConfigProblem {
        List<MessageChannelProvider> all = ServiceLoader.load(MessageChannelProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        Optional<MessageChannelProvider> found =
                all.stream().filter(one -> one.name().equals(provider())).findFirst();
        if (found.isEmpty()) {
            throw new ConfigProblem("message.provider is '" + provider() + "', but no jar on the class path provides it"
                    + " (found: "
                    + all.stream().map(MessageChannelProvider::name).toList()
                    + "): add the jar message-" + provider() + " and those it needs, or correct the name");
        }
        return found.get();
    }

    private Map<String, String> withSecret(MessageChannelProvider found, Map<String, String> environment) {
        String secret = environment.get(SECRET_VARIABLE);
        if (secret == null || values.containsKey(SECRET) || !found.keys().contains(SECRET)) {
            return values;
        }
        Map<String, String> all = new HashMap<>(values);
        all.put(SECRET, secret);
        return all;
    }

    /// A secret is not to be printed.
    @Override
    public String toString() {
        return "MessageSettings" + new TreeSet<>(values.keySet());
    }
}
