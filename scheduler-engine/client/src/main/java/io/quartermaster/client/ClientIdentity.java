package io.quartermaster.client;

import java.util.UUID;
import java.util.regex.Pattern;

/// Who a client is. Two applications on one host, or one started twice, are two clients. Immutable.
///
/// @param application at most 50 letters, digits, `_` or `-`
/// @param instance the workspace whose jobs it serves
/// @param host the address it names to operators
/// @param clientId made anew by every [SchedulerClient]
public record ClientIdentity(String application, String instance, String host, long processId, String clientId) {
    private static final Pattern APPLICATION = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    public ClientIdentity {
        if (!isApplicationName(application)) {
            throw new IllegalArgumentException(
                    "An application name is 1 to 50 letters, digits, '_' or '-', not '" + application + "'");
        }
        if (!INSTANCE.matcher(instance).matches()) {
            throw new IllegalArgumentException(
                    "An instance id is 1 to 64 letters, digits, '_', '-' or '.', not '" + instance + "'");
        }
    }

    static ClientIdentity ofThisProcess(String application, String instance, String host) {
        return new ClientIdentity(
                application,
                instance,
                host,
                ProcessHandle.current().pid(),
                UUID.randomUUID().toString());
    }

    public static boolean isApplicationName(String name) {
        return APPLICATION.matcher(name).matches();
    }
}
