package io.quartermaster.bench.topology;

import io.quartermaster.bench.report.Percentiles;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the logs of some runs tell of their pace. Immutable.
///
/// @param completions how many nodes were done at clients
/// @param millis from the first start of a node to the last end of one
/// @param cycles from the start of each node to its end: through the log to the client, and back into the log
record Progress(int completions, long millis, Percentiles cycles) {
    static Progress of(List<List<RunEvent>> logs) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        List<Long> cycles = new ArrayList<>();
        for (List<RunEvent> log : logs) {
            Map<NodeKey, Long> started = new HashMap<>();
            for (RunEvent event : log) {
                long at = event.at().toEpochMilli();
                if (event.fact() instanceof Fact.Started start) {
                    started.put(start.node(), at);
                    first = Math.min(first, at);
                } else if (event.fact() instanceof Fact.Ended end && started.containsKey(end.node())) {
                    cycles.add(at - started.getOrDefault(end.node(), at));
                    last = Math.max(last, at);
                }
            }
        }
        return new Progress(cycles.size(), Math.max(1, last - first), Percentiles.of(cycles));
    }

    double perSecond() {
        return completions * 1000.0 / millis;
    }
}
