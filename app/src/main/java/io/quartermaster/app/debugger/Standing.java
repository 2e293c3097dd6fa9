package io.quartermaster.app.debugger;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.desk.Call;
import io.quartermaster.model.topology.desk.DeskSession;
import io.quartermaster.model.topology.desk.Due;
import io.quartermaster.model.topology.desk.Step;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a run at the desk stands, as the page shows it. Immutable.
///
/// @param now   the virtual clock
/// @param next  what happens next by itself
/// @param calls what clients are to be asked first
record Standing(
        Instant now,
        Optional<Due> next,
        List<Call> calls,
        RunStatus status,
        Map<NodeKey, NodeState> nodes,
        List<Step> steps) {
    static Standing of(DeskSession session) {
        return new Standing(
                session.now(),
                session.next(),
                session.calls(),
                session.run().status(),
                Map.copyOf(session.run().nodes()),
                session.steps());
    }

    NodeState node(NodeKey key) {
        return nodes.getOrDefault(key, NodeState.FRESH);
    }
}
