package io.quartermaster.server.link;

import io.grpc.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Ends the links of keys that are no longer what they were when they let a client in: disabled, of another secret, or
/// for another instance. The client asks for its key anew and comes back with it, or is refused. Confined to one
/// thread.
final class CheckKeys implements Runnable {
    private static final String REASON = "its access key is no longer valid";

    private final AccessKeys keys;
    private final Sessions sessions;

    CheckKeys(AccessKeys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    @Override
    public void run() {
        try {
            check();
        } catch (RuntimeException e) {
            // The edge of a loop: whatever the keys' place has, the next round asks again.
            LinkLogs.ERROR.error(
                    "the access keys of linked clients could not be checked; the next round tries again", e);
        }
    }

    private void check() {
        Map<AccessKey, Boolean> valid = new HashMap<>();
        for (Session session : sessions.all()) {
            Optional<AccessKey> key = session.welcomed().map(Outcome.Welcomed::key);
            if (key.isPresent() && !valid.computeIfAbsent(key.get(), this::isValid)) {
                session.end(REASON, Status.UNAUTHENTICATED.withDescription(REASON));
            }
        }
    }

    private boolean isValid(AccessKey key) {
        return keys.find(key.key()).filter(key::equals).isPresent();
    }
}
