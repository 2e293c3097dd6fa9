package io.quartermaster.app.runs;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What of a run waits for a person, and can be helped: nodes that failed, else breakpoints. Immutable.
///
/// @param verb  what helps
/// @param nodes never empty, in the order of their names
record Attention(Verb verb, List<NodeKey> nodes) {
    /// Empty where nothing does, or nothing helps any more: a run that was cancelled, or that succeeded all the same.
    static Optional<Attention> of(TopologyRun run) {
        if (run.status() == RunStatus.SUCCEED) {
            return Optional.empty();
        }
        List<NodeKey> broken = where(run, key -> run.node(key).status().broken());
        // a topology within fails with its node, and that one is what is to be mended
        List<NodeKey> failed = broken.stream()
                .filter(key -> broken.stream().noneMatch(other -> within(other, key)))
                .filter(key -> run.refusal(Verb.RETRY, key).isEmpty())
                .toList();
        if (!failed.isEmpty()) {
            return Optional.of(new Attention(Verb.RETRY, failed));
        }
        List<NodeKey> held = where(run, key -> run.refusal(Verb.CONFIRM, key).isEmpty());
        return held.isEmpty() ? Optional.empty() : Optional.of(new Attention(Verb.CONFIRM, held));
    }

    private static boolean within(NodeKey node, NodeKey owner) {
        return node.frame().startsWith(owner + "#") || node.frame().startsWith(owner + "~");
    }

    private static List<NodeKey> where(TopologyRun run, Predicate<NodeKey> wanted) {
        return run.nodes().keySet().stream()
                .filter(wanted)
                .sorted(Comparator.comparing(NodeKey::toString))
                .toList();
    }
}
