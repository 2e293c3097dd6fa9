package io.quartermaster.bench.chaos;

import io.quartermaster.bench.journal.Execution;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that the checker looks at. Instants are epoch milliseconds, as in the ledger and the journals. Immutable.
///
/// @param jobs what the run planned
/// @param rows the ledger, whole
/// @param skippedAt when the story of a record says that it was skipped, by record id
/// @param told what the story of a record says of the due times it stands for, by record id
/// @param lines the clients' journals
/// @param spans what was wrong, and when
/// @param missedAfter how late a due time may be before the job's policy for missed ones decides
record Evidence(
        List<Expected> jobs,
        List<Row> rows,
        Map<Long, Long> skippedAt,
        Map<Long, String> told,
        List<Line> lines,
        List<Span> spans,
        long missedAfter) {
    Evidence {
        jobs = List.copyOf(jobs);
        rows = List.copyOf(rows);
        skippedAt = Map.copyOf(skippedAt);
        told = Map.copyOf(told);
        lines = List.copyOf(lines);
        spans = List.copyOf(spans);
    }

    /// A job and its due times, in order.
    record Expected(PlannedJob job, List<Long> dues) {
        Expected {
            dues = List.copyOf(dues);
        }
    }

    /// A row of `trigger_record`.
    record Row(
            long id,
            String job,
            String trace,
            String reason,
            String status,
            int attempt,
            @Nullable Long retryOf,
            long due,
            @Nullable Long fired,
            @Nullable Long finished,
            @Nullable String client,
            @Nullable String error,
            @Nullable String server,
            long epoch) {
        boolean timing() {
            return reason.equals("TIMING");
        }

        boolean skipped() {
            return status.equals("SKIPPED");
        }

        /// Whether nothing will change it any more.
        boolean closed() {
            return switch (status) {
                case "PLANNED", "EXECUTING", "PAUSED" -> false;
                default -> true;
            };
        }

        /// Whether it stands for a run that was let go and ended.
        boolean accepted() {
            return closed() && !skipped();
        }

        /// Of a skipped one: a later due time of the job stands for it.
        boolean superseded() {
            return skipped() && error != null && error.startsWith(SkipTexts.SUPERSEDED);
        }
    }

    /// A line of a journal.
    ///
    /// @param process which client process wrote it, for instance `c1.2` for the second one of the first client
    record Line(String process, Execution execution) {}

    /// A time in which something was wrong.
    record Span(Fault fault, long from, long to) {}
}
