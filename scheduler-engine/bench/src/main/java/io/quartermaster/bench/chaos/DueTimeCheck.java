package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Expected;
import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Findings.Case;
import io.quartermaster.model.Policies;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Every due time of one job against its records. Used once.
final class DueTimeCheck {
    /// Clocks of several processes differ by this much at most, unless one is stepped.
    private static final long TOLERANCE = 250;

    private final PlannedJob job;
    private final List<Long> dues;
    private final List<Row> rows;
    private final List<Line> lines;
    private final Evidence evidence;
    private final Weather weather;
    private final Checker found;
    private final Exclusion exclusion;
    private final TreeMap<Long, List<Row>> timing = new TreeMap<>();
    private final Map<Long, List<Row>> retries = new HashMap<>();
    private final Set<String> ran = new HashSet<>();

    DueTimeCheck(
            Expected expected, List<Row> rows, List<Line> lines, Evidence evidence, Weather weather, Checker found) {
        this.job = expected.job();
        this.dues = expected.dues();
        this.rows = rows;
        this.lines = lines;
        this.evidence = evidence;
        this.weather = weather;
        this.found = found;
        this.exclusion = new Exclusion(rows, lines, weather);
        for (Row row : rows) {
            if (row.timing()) {
                timing.computeIfAbsent(row.due(), key -> new java.util.ArrayList<>())
                        .add(row);
            }
            Long first = row.retryOf();
            if (first != null) {
                retries.computeIfAbsent(first, key -> new java.util.ArrayList<>())
                        .add(row);
            }
        }
        lines.forEach(line -> ran.add(line.execution().triggerId()));
    }

    void run() {
        for (int index = 0; index < dues.size(); index++) {
            List<Row> here = timing.getOrDefault(dues.get(index), List.of());
            if (here.size() > 1) {
                found.outcome("several records");
                found.twice(of(dues.get(index), "it has " + here.size() + " records"));
            } else if (here.isEmpty()) {
                withoutRecord(index);
            } else {
                withRecord(index, here.getFirst());
            }
        }
        Set<Long> planned = new HashSet<>(dues);
        timing.keySet().stream()
                .filter(due -> !planned.contains(due))
                .forEach(due -> found.twice(of(due, "the job has no such due time")));
        rows.stream().filter(row -> !row.timing()).forEach(this::retry);
    }

    private void withRecord(int index, Row row) {
        found.outcome(row.status() + (row.skipped() ? ": " + row.error() : ""));
        SkipTexts.Missed told = told(row);
        int first = firstWithoutRecordBefore(index);
        if (told != null
                && !told.tells(index - first + 1, dues.get(first), row.due())
                && !tellsOfSuperseded(index, row, told)) {
            found.missing(of(row.due(), "the due times it tells of are not those it stands for"));
        }
        if (!row.closed()) {
            found.missing(of(row.due(), "its record was left " + row.status()));
        } else if (row.skipped()) {
            String problem = skipped(index, row);
            if (problem != null) {
                found.missing(of(row.due(), "it was skipped, but " + problem));
            }
        } else {
            accepted(row);
        }
    }

    /// A row may also stand for others that were planned: then it counts those, and itself, and may leave out what
    // those
    /// tell of themselves.
    private boolean tellsOfSuperseded(int index, Row row, SkipTexts.Missed told) {
        int from = dues.indexOf(told.first());
        if (from < 0 || told.last() != row.due()) {
            return false;
        }
        List<List<Row>> before = dues.subList(from, index).stream()
                .map(due -> timing.getOrDefault(due, List.of()))
                .toList();
        long superseded = before.stream()
                .filter(here -> here.stream().anyMatch(Row::superseded))
                .count();
        long without = before.stream().filter(List::isEmpty).count();
        return superseded > 0 && told.count() > superseded && told.count() <= superseded + without + 1;
    }

    private void accepted(Row row) {
        // One that could not be sent has no time of firing, nor one whose server died before it told of it.
        Long fired = row.fired() != null ? row.fired() : row.finished();
        if (fired == null) {
            found.missing(of(row.due(), "its record says " + row.status() + " but not when"));
        } else if (job.policies().missed() == Policies.Missed.IGNORE
                && fired > row.due() + evidence.missedAfter() + TOLERANCE
                && !weather.clockStepped(row.due())) {
            found.twice(of(
                    row.due(),
                    "its run is outside its window: fired " + (fired - row.due())
                            + " ms late, though the job ignores what was missed"));
        } else if (fired > row.due() + evidence.missedAfter() && !weather.troubled(row.due(), fired)) {
            found.late(of(row.due(), "it was fired " + (fired - row.due()) + " ms late"));
        }
        ended(row);
    }

    /// What is to be said of the end of a run, first or retried.
    private void ended(Row row) {
        if (row.status().equals("SUCCEED") && !ran.contains(String.valueOf(row.id()))) {
            found.missing(of(row.due(), "its record says SUCCEED, but no client's journal has that run"));
        }
        boolean again = (row.status().equals("FAILED")
                        || (row.status().equals("TIMEOUT") && job.policies().onTimeout() == Policies.OnTimeout.RETRY))
                && row.attempt() <= job.policies().retries();
        int tries = retries.getOrDefault(row.id(), List.of()).size();
        if (again && tries == 0) {
            found.missing(
                    of(row.due(), "attempt " + row.attempt() + " ended " + row.status() + " and was not tried again"));
        } else if (tries > (again ? 1 : 0)) {
            found.twice(of(row.due(), "attempt " + row.attempt() + " has " + tries + " retries"));
        }
    }

    private void retry(Row row) {
        if (!row.closed()) {
            found.missing(of(row.due(), "the record of a retry was left " + row.status()));
        } else if (!row.skipped()) {
            ended(row);
        } else if (!excluded(row)) {
            found.missing(of(row.due(), "a retry was skipped without a reason: " + row.error()));
        }
    }

    /// Why a skip does not hold; null when it does.
    private @Nullable String skipped(int index, Row row) {
        String error = row.error();
        if (error == null) {
            return "without a reason";
        }
        if (row.superseded()) {
            return superseded(index, row);
        }
        if (SkipTexts.missed(error) != null) {
            return ignored(row.due(), skippedAt(row));
        }
        if (error.startsWith(SkipTexts.IGNORED)) {
            return ignored(row.due(), skippedAt(row));
        }
        if (SkipTexts.excluded(error)) {
            return excluded(row) ? null : "no other run of the job was going on";
        }
        return "for no reason that a policy gives: " + error;
    }

    private boolean excluded(Row row) {
        String error = row.error();
        return job.policies().exclusive()
                && error != null
                && SkipTexts.excluded(error)
                && exclusion.holds(row, skippedAt(row));
    }

    private @Nullable String ignored(long due, @Nullable Long said) {
        if (job.policies().missed() != Policies.Missed.IGNORE) {
            return "the job does not ignore what was missed";
        }
        return missed(due, said) ? null : "it was not missed";
    }

    private boolean missed(long due, @Nullable Long said) {
        return said == null
                ? weather.troubled(due, due + evidence.missedAfter())
                : weather.missed(due, said, TOLERANCE);
    }

    private @Nullable String superseded(int index, Row row) {
        Row next = nextRecord(index);
        if (next == null) {
            return "there is no later due time that could stand for it";
        }
        if (!missed(row.due(), row.finished()) || !missed(next.due(), row.finished())) {
            return "it, or the next due time, was not missed";
        }
        return standsFor(next);
    }

    /// Why a record cannot stand for those before it; null when it can. One that is wrong itself is told of where it
    /// is looked at.
    private static @Nullable String standsFor(Row next) {
        return next.closed() ? null : "the later one that stands for it was left " + next.status();
    }

    private void withoutRecord(int index) {
        long due = dues.get(index);
        Row next = nextRecord(index);
        String problem = next == null ? "it has no record, and no later one stands for it" : unplanned(due, next);
        if (problem == null) {
            found.outcome("no record: a later due time stands for it");
        } else {
            found.outcome("no record");
            found.missing(of(due, problem));
        }
    }

    /// Why the next record cannot account for a due time that has none; null when it can.
    private @Nullable String unplanned(long due, Row next) {
        SkipTexts.Missed told = told(next);
        if (told == null
                ? job.policies().missed() == Policies.Missed.IGNORE
                : due < told.first() || due > told.last()) {
            return "it has no record, and the next one does not tell of it";
        }
        Long said = next.fired() != null ? next.fired() : skippedAt(next);
        if (!missed(next.due(), said) || !missed(due, said)) {
            return "it has no record, and the next one was not missed, so it cannot stand for it";
        }
        if (told == null) {
            found.unsaid();
        }
        String wrong = standsFor(next);
        return wrong == null ? null : "it has no record, and " + wrong;
    }

    /// When a record was skipped, as it says, or else its story.
    private @Nullable Long skippedAt(Row row) {
        return row.finished() != null ? row.finished() : evidence.skippedAt().get(row.id());
    }

    /// What a record, or its story, tells of due times before its own.
    private SkipTexts.@Nullable Missed told(Row row) {
        SkipTexts.Missed inRecord = SkipTexts.missed(row.error());
        return inRecord != null ? inRecord : SkipTexts.missed(evidence.told().get(row.id()));
    }

    private @Nullable Row nextRecord(int index) {
        for (int later = index + 1; later < dues.size(); later++) {
            List<Row> there = timing.get(dues.get(later));
            if (there != null) {
                return there.getFirst();
            }
        }
        return null;
    }

    private int firstWithoutRecordBefore(int index) {
        int first = index;
        while (first > 0 && !timing.containsKey(dues.get(first - 1))) {
            first--;
        }
        return first;
    }

    /// A case with what lies near it: the records at and around the due time, and their lines.
    private Case of(long due, String why) {
        List<Row> near = rows.stream()
                .filter(row -> Math.abs(row.due() - due) <= 30_000)
                .sorted(java.util.Comparator.comparingLong(Row::due))
                .limit(12)
                .toList();
        List<Line> ofDue = lines.stream()
                .filter(line -> line.execution().dueMillis() == due)
                .toList();
        return new Case(job.name(), due, why + " (" + weather.told(due - 5_000, due + 20_000) + ")", near, ofDue);
    }
}
