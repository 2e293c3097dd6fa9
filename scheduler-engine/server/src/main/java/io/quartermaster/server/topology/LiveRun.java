package io.quartermaster.server.topology;

import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.TopologyRun;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run this server keeps going. Confined to one loop.
final class LiveRun {
    /// A node's work at a client.
    ///
    /// @param session  where it was sent
    /// @param since    when its client was last known to be there
    /// @param deadline null for none
    record Flight(NodeTrigger trigger, String session, Instant since, @Nullable Instant deadline) {
        Flight seen(Instant now) {
            return new Flight(trigger, session, now, deadline);
        }
    }

    final TriggerRecord record;
    final TopologyRun run;
    final Map<NodeKey, Flight> flights = new HashMap<>();
    /// When the whole run has taken too long, null for never.
    final @Nullable Instant deadline;
    /// Whether its record is being closed.
    boolean closing;
    /// In which the record's row was last written.
    long epoch;

    LiveRun(TriggerRecord record, TopologyRun run, long epoch, @Nullable Instant deadline) {
        this.deadline = deadline;
        this.record = record;
        this.run = run;
        this.epoch = epoch;
    }

    /// The id of a node's newest attempt.
    NodeTrigger trigger(NodeKey node) {
        NodeState now = run.node(node);
        return new NodeTrigger(record.id(), record.job(), node, now.pass(), now.attempt(), run.line(node));
    }
}
