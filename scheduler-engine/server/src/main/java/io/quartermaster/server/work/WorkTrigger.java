package io.quartermaster.server.work;

import io.quartermaster.model.JobId;
import java.util.Optional;

/// The id under which a client is asked to do a chunk, or to end its part in a run: the same however often, and by
/// whichever server, it is sent. Immutable.
sealed interface WorkTrigger {
    String MARK = "W:";

    long run();

    /// The job in whose slot the run is.
    JobId owner();

    /// An attempt of a chunk.
    record OfChunk(long run, JobId owner, int number, int attempt) implements WorkTrigger {
        @Override
        public String toString() {
            return MARK + run + ":" + owner + ":" + number + ":" + attempt;
        }
    }

    /// The end of a client process's part.
    record OfFinish(long run, JobId owner, String instance) implements WorkTrigger {
        @Override
        public String toString() {
            return MARK + run + ":" + owner + ":end:" + instance;
        }
    }

    static boolean is(String triggerId) {
        return triggerId.startsWith(MARK);
    }

    /// The inverse of `toString`; empty for any other text.
    static Optional<WorkTrigger> read(String triggerId) {
        String[] parts = triggerId.split(":", 5);
        if (!is(triggerId) || parts.length != 5) {
            return Optional.empty();
        }
        try {
            long run = Long.parseLong(parts[1]);
            JobId owner = new JobId(Long.parseLong(parts[2]));
            return Optional.of(
                    parts[3].equals("end")
                            ? new OfFinish(run, owner, parts[4])
                            : new OfChunk(run, owner, Integer.parseInt(parts[3]), Integer.parseInt(parts[4])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
