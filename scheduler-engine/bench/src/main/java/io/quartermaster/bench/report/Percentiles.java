package io.quartermaster.bench.report;

import java.util.Collection;
import java.util.List;

/// A set of values in order. Immutable.
public record Percentiles(List<Long> sorted) {
    public static Percentiles of(Collection<Long> values) {
        return new Percentiles(values.stream().sorted().toList());
    }

    /// The smallest value that so many percent of all do not exceed; 0 when there is none.
    public long at(double percent) {
        if (sorted.isEmpty()) {
            return 0;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }

    public long median() {
        return at(50);
    }

    public long max() {
        return at(100);
    }
}
