package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import java.util.List;
import java.util.Map;

/// What the checker found. Immutable.
///
/// @param planned how many due times there were
/// @param missing those without exactly one accepted run or a reason that a policy gives
/// @param doubles those with two, and runs outside their window
/// @param reexecuted records that clients executed more than once, or although they do not count as runs
/// @param stacked runs of an exclusive job that clients executed at the same time
/// @param late runs that began later than a due time counts as missed, though no fault was near
/// @param unsaid how many missed due times another stands for without saying so
/// @param outcomes how the due times ended, counted
record Findings(
        int planned,
        List<Case> missing,
        List<Case> doubles,
        List<Case> reexecuted,
        List<Case> stacked,
        List<Case> late,
        int unsaid,
        Map<String, Integer> outcomes) {

    /// One of them, with what bears on it.
    ///
    /// @param due epoch milliseconds
    record Case(String job, long due, String why, List<Row> rows, List<Line> lines) {
        Case {
            rows = List.copyOf(rows);
            lines = List.copyOf(lines);
        }
    }

    boolean clean() {
        return missing.isEmpty() && doubles.isEmpty();
    }

    /// The figures in one line, for scripts.
    String summary() {
        return "bench chaos planned=" + planned + " missing=" + missing.size() + " double=" + doubles.size()
                + " reexecuted=" + reexecuted.size();
    }
}
