package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.store.TopologyRunRepository.Progress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A run as it is shown: as it stands, or as it stood at an instant of the past.
///
/// @param run      not to be changed
/// @param seq      of the last line that is part of it
/// @param at       what its clock shows
/// @param live     whether it is the run as it stands
/// @param critical see [CriticalPath]
/// @param progress what handlers said last; none of the past, as the log does not keep it
record Shown(
        TopologyRun run,
        long seq,
        Instant at,
        boolean live,
        Folded folded,
        Story story,
        Set<NodeKey> critical,
        Timeline timeline,
        Map<NodeKey, Progress> progress) {
    /// What the handler of a node said last, while it works.
    Optional<Progress> progress(NodeKey key) {
        NodeState state = run.node(key);
        return Optional.ofNullable(progress.get(key))
                .filter(said -> state.status() == NodeStatus.EXECUTING
                        && said.pass() == state.pass()
                        && said.attempt() == state.attempt());
    }
}
