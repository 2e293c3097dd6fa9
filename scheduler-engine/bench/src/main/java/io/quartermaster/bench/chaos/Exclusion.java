package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a run was skipped because another one of its job was going on. Immutable.
///
/// @param rows the job's records
/// @param lines what clients say of its runs: a server that died may have taken to its grave that it fired one
record Exclusion(List<Row> rows, List<Line> lines, Weather weather) {
    /// A server writes the end of a run a moment after it heard of it.
    private static final long WRITING = 1_500;
    /// And that long after, at most, when it could not write at once.
    private static final long WRITING_IN_TROUBLE = 60_000;

    /// How long after its due time a record whose story is lost may have been skipped.
    private static final long UNKNOWN = 60_000;

    boolean holds(Row skipped, @Nullable Long said) {
        long from = said == null || weather.clockStepped(skipped.due()) ? skipped.due() : said;
        long to = said == null ? skipped.due() + UNKNOWN : Math.max(from, said);
        return rows.stream().anyMatch(row -> row.id() != skipped.id() && going(row.fired(), row.finished(), from, to))
                || lines.stream()
                        .map(Line::execution)
                        .anyMatch(run -> !run.triggerId().equals(String.valueOf(skipped.id()))
                                && going(run.enteredMillis(), run.endedMillis(), from, to));
    }

    private boolean going(@Nullable Long began, @Nullable Long ended, long from, long to) {
        if (began == null || began > to + WRITING) {
            return false;
        }
        return ended == null
                || from <= ended + WRITING
                || (from <= ended + WRITING_IN_TROUBLE && weather.troubled(ended, from));
    }
}
