package io.quartermaster.app.runs;

import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A node of a topology with all its copies in a run taken together. Immutable.
///
/// @param keys     its copies, in their order; one where nothing is copied, none before a branch was opened
/// @param standing of the worst copy
/// @param counts   how many copies stand how, the worst first
/// @param key      the worst copy, null when there is none
/// @param state    of the worst copy
/// @param done     how many of the parts within are over, 0 where there are none
/// @param parts    how many parts there are within: nodes of a topology
record NodeFold(
        Node node,
        List<NodeKey> keys,
        Standing standing,
        Map<Standing, Integer> counts,
        @Nullable NodeKey key,
        NodeState state,
        int done,
        int parts) {
    NodeFold {
        keys = List.copyOf(keys);
        counts = new EnumMap<>(counts);
    }

    boolean many() {
        return keys.size() > 1;
    }

    /// How many copies need not be waited for any more.
    int over() {
        return counts.entrySet().stream()
                .filter(each -> each.getKey().over() || each.getKey().beside())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /// How far it is, from 0 to 1; -1 when there is nothing to count.
    double progress() {
        if (many()) {
            return (double) over() / keys.size();
        }
        return parts > 0 && standing.active() ? (double) done / parts : -1;
    }
}
