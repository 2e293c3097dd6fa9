package io.quartermaster.model.work;

import io.quartermaster.model.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One client process's part in a run, the second level of records. Immutable.
///
/// @param instance the process, the same however often it connected anew
/// @param client its application and address
/// @param status EXECUTING until it has reported that it holds nothing of the run any more; FAILED when it went away
/// @param chunks how many it ended, also those that failed
/// @param message why it did not end well
public record ExecuteInstance(
        long run,
        String instance,
        String client,
        String zone,
        RunStatus status,
        Instant opened,
        @Nullable Instant finished,
        int chunks,
        @Nullable String message) {
    /// One more chunk ended there.
    ExecuteInstance counted() {
        return new ExecuteInstance(run, instance, client, zone, status, opened, finished, chunks + 1, message);
    }

    /// Reached by another link.
    ExecuteInstance at(String newClient) {
        return new ExecuteInstance(run, instance, newClient, zone, status, opened, finished, chunks, message);
    }

    ExecuteInstance ended(RunStatus how, @Nullable String why, Instant at) {
        return new ExecuteInstance(run, instance, client, zone, how, opened, at, chunks, why);
    }
}
