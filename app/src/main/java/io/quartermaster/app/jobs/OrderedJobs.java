package io.quartermaster.app.jobs;

import io.quartermaster.model.JobId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The jobs in the order a person wants, kept from one reading to the next. FX thread only, without a toolkit.
final class OrderedJobs {
    private static final Comparator<JobRow> BY_NAME = Comparator.comparing(JobRow::name, String.CASE_INSENSITIVE_ORDER);

    private List<JobRow> rows = new ArrayList<>();
    private Comparator<JobRow> order = BY_NAME;

    /// Orders by `comparator` from the next taking on, null for the name.
    void by(@Nullable Comparator<JobRow> comparator) {
        order = comparator == null ? BY_NAME : comparator.thenComparing(BY_NAME);
    }

    /// Has these rows from now on.
    void take(Map<JobId, JobRow> all) {
        // the former order first: sorting what is nearly sorted is cheap
        List<JobRow> next = new ArrayList<>(all.size());
        Set<JobId> placed = HashSet.newHashSet(all.size());
        for (JobRow row : rows) {
            if (all.get(row.id()) == row && placed.add(row.id())) {
                next.add(row);
            }
        }
        all.values().stream().filter(row -> placed.add(row.id())).forEach(next::add);
        next.sort(order);
        rows = next;
    }

    /// Those that match every word, in order.
    List<JobRow> matching(List<String> words) {
        return words.isEmpty()
                ? rows
                : rows.stream().filter(row -> row.matches(words)).toList();
    }
}
