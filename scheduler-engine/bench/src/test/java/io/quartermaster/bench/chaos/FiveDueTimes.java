package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Evidence.Span;
import io.quartermaster.bench.journal.Execution;
import io.quartermaster.model.Policies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job due five times, ten seconds apart, and a hand to write what can have become of that.
class FiveDueTimes {
    static final long START = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
    static final long MISSED_AFTER = 10_000;
    static final String EXCLUDED =
            "another run of the job is still EXECUTING or PAUSED, and its runs exclude each other";

    final List<Row> rows = new ArrayList<>();
    final Map<Long, Long> skippedAt = new HashMap<>();
    final Map<Long, String> told = new HashMap<>();
    final List<Evidence.Line> lines = new ArrayList<>();
    final List<Span> spans = new ArrayList<>();
    Policies policies = Policies.DEFAULT;

    Findings check() {
        List<Long> dues = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            dues.add(due(index));
        }
        PlannedJob job =
                new PlannedJob("job", new Timing.Rate(Duration.ZERO, Duration.ofSeconds(10)), policies, 20, false);
        return Checker.check(new Evidence(
                List.of(new Evidence.Expected(job, dues)), rows, skippedAt, told, lines, spans, MISSED_AFTER));
    }

    static long due(int index) {
        return START + index * 10_000L;
    }

    /// These due times ran in time; the record's id is one more than the index.
    void ran(int... indexes) {
        for (int index : indexes) {
            row(index + 1, "SUCCEED", due(index), due(index) + 2, due(index) + 30, null);
            line("c1.1", index + 1, due(index), due(index) + 4);
        }
    }

    void late(int index, long fired) {
        row(index + 1, "SUCCEED", due(index), fired, fired + 30, null);
        line("c1.1", index + 1, due(index), fired + 4);
    }

    void row(long id, String status, long due, @Nullable Long fired, @Nullable Long finished, @Nullable String error) {
        rows.add(new Row(
                id, "job", "trace" + id, "TIMING", status, 1, null, due, fired, finished, "c1", error, "s1", 1));
    }

    void retry(long id, long of, long due) {
        rows.add(new Row(
                id, "job", "trace" + of, "RETRY", "SUCCEED", 2, of, due, due + 1, due + 20, "c1", null, "s1", 1));
        line("c1.1", id, due, due + 2);
    }

    void line(String process, long record, long due, long entered) {
        line(process, record, "job", due, entered);
    }

    void line(String process, long record, String job, long due, long entered) {
        lines.add(new Evidence.Line(
                process, new Execution(String.valueOf(record), "trace" + record, job, due, entered, entered + 20)));
    }

    static String told(int count, long first, long last) {
        return "missed: " + count + " due time(s) from " + Instant.ofEpochMilli(first) + " to "
                + Instant.ofEpochMilli(last)
                + " passed while no server could fire them, and the job's policy is to ignore them";
    }

    static Policies ignoring() {
        return with(Policies.Missed.IGNORE, 0, false);
    }

    static Policies exclusive() {
        return with(Policies.Missed.FIRE_ONCE_NOW, 0, true);
    }

    static Policies retrying(int retries) {
        return with(Policies.Missed.FIRE_ONCE_NOW, retries, false);
    }

    static Policies with(Policies.Missed missed, int retries, boolean exclusive) {
        return new Policies(
                missed,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                retries,
                Duration.ofSeconds(1),
                exclusive,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }
}
