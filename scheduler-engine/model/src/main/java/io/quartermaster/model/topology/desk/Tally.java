package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How often each turn and each wait came in a log.
final class Tally {
    private final Map<Turn, Integer> turns = new HashMap<>();
    private final Map<NodeKey, Integer> waits = new HashMap<>();

    static Tally of(List<RunEvent> log) {
        Tally tally = new Tally();
        tally.add(log);
        return tally;
    }

    void add(List<RunEvent> events) {
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.Started begun) {
                turns.merge(new Turn(begun.node(), begun.pass(), begun.attempt()), 1, Integer::sum);
            } else if (event.fact() instanceof Fact.Waits wait && wait.until() != null) {
                waits.merge(wait.node(), 1, Integer::sum);
            }
        }
    }

    int of(Turn turn) {
        return turns.getOrDefault(turn, 0);
    }

    int waitsOf(NodeKey node) {
        return waits.getOrDefault(node, 0);
    }
}
