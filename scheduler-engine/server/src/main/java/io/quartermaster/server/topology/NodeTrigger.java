package io.quartermaster.server.topology;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.run.NodeKey;
import java.util.Optional;

/// The id under which a client is asked to do a node's work: the same however often, and by whichever server, it is
/// sent.
///
/// @param topology whose record the run is
/// @param line     of the run's log that began the attempt: a node that was reset counts its attempts from 1 again
record NodeTrigger(RecordId run, JobId topology, NodeKey node, int pass, int attempt, long line) {
    private static final String MARK = "T";
    private static final int PARTS = 7;

    static boolean is(String triggerId) {
        return triggerId.startsWith(MARK + ":");
    }

    /// The inverse of [#toString]; empty for any other text.
    static Optional<NodeTrigger> read(String triggerId) {
        String[] parts = triggerId.split(":", -1);
        if (parts.length != PARTS || !parts[0].equals(MARK)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new NodeTrigger(
                    new RecordId(Long.parseLong(parts[1])),
                    new JobId(Long.parseLong(parts[2])),
                    NodeKey.of(parts[3]),
                    Integer.parseInt(parts[4]),
                    Integer.parseInt(parts[5]),
                    Long.parseLong(parts[6])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.join(
                ":",
                MARK,
                run.toString(),
                topology.toString(),
                node.toString(),
                Integer.toString(pass),
                Integer.toString(attempt),
                Long.toString(line));
    }
}
