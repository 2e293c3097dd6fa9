package io.quartermaster.bench.race;

import io.quartermaster.bench.report.Percentiles;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How one contender did with one workload. Immutable.
///
/// @param nodes how many servers could have taken part
/// @param remark what its figures do not say
public record Outcome(
        String contender, Workload workload, long roundTripMillis, int nodes, List<Firing> firings, String remark) {
    public Percentiles lateness() {
        return Percentiles.of(firings.stream().map(Firing::lateMillis).toList());
    }

    /// The due times that no handler was entered for.
    public long lost() {
        return workload.planned() - distinct();
    }

    /// The handlers entered for a due time that another was entered for.
    public long doubled() {
        return firings.size() - distinct();
    }

    /// From the first due time to the last handler's entry.
    public double perSecond() {
        long first = firings.stream().mapToLong(Firing::dueMillis).min().orElse(0);
        long last = firings.stream().mapToLong(Firing::enteredMillis).max().orElse(0);
        return last > first ? firings.size() * 1000.0 / (last - first) : firings.size();
    }

    /// What the most loaded server did, as a multiple of its even share.
    public double spread() {
        long most = perNode().values().stream().mapToLong(Long::longValue).max().orElse(0);
        return firings.isEmpty() ? 0 : (double) most * nodes / firings.size();
    }

    public Map<String, Long> perNode() {
        return firings.stream().collect(Collectors.groupingBy(Firing::node, Collectors.counting()));
    }

    private long distinct() {
        return firings.stream()
                .map(firing -> firing.job() + "@" + firing.dueMillis())
                .distinct()
                .count();
    }
}
