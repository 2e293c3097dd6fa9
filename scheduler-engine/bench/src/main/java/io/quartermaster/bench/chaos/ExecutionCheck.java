package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Expected;
import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Findings.Case;
import io.quartermaster.bench.journal.Execution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/// Every execution of one job against its records. Used once.
final class ExecutionCheck {
    /// A handler may begin this much before its due time by its own clock, and still be in time.
    private static final long EARLY = 100;

    private final PlannedJob job;
    private final Set<Long> dues;
    private final Map<String, Row> byId = new HashMap<>();
    private final List<Line> lines;
    private final Weather weather;
    private final Checker found;

    ExecutionCheck(Expected expected, List<Row> rows, List<Line> lines, Weather weather, Checker found) {
        this.job = expected.job();
        this.dues = new HashSet<>(expected.dues());
        this.lines = lines;
        this.weather = weather;
        this.found = found;
        rows.forEach(row -> byId.put(String.valueOf(row.id()), row));
    }

    void run() {
        Map<String, List<Line>> byTrigger = new HashMap<>();
        for (Line line : lines) {
            byTrigger
                    .computeIfAbsent(line.execution().triggerId(), key -> new ArrayList<>())
                    .add(line);
        }
        byTrigger.forEach((trigger, runs) -> {
            Row row = byId.get(trigger);
            if (row == null) {
                stray(runs);
            } else {
                known(row, runs);
            }
        });
        if (job.policies().exclusive()) {
            stacked();
        }
    }

    private void known(Row row, List<Line> runs) {
        runs.stream()
                .filter(line -> line.execution().lateMillis() < -EARLY)
                .findFirst()
                .ifPresent(early -> found.twice(of(
                        row.due(),
                        "it ran outside its window: " + -early.execution().lateMillis() + " ms before it was due",
                        List.of(row),
                        runs)));
        if (row.skipped()) {
            found.reexecuted(of(row.due(), "it ran, but its record says SKIPPED: " + row.error(), List.of(row), runs));
        } else if (runs.size() > 1) {
            found.reexecuted(of(row.due(), "it ran " + runs.size() + " times", List.of(row), runs));
        }
    }

    /// Runs of a record that the ledger does not have. Where the due time has no record either, that is the case of a
    /// missing one and is told of there.
    private void stray(List<Line> runs) {
        long due = runs.getFirst().execution().dueMillis();
        List<Row> others = byId.values().stream()
                .filter(row -> row.due() == due && row.accepted())
                .toList();
        if (!others.isEmpty()) {
            found.twice(of(due, "it ran for another record as well, which the ledger does not have", others, runs));
        } else if (!dues.contains(due)) {
            found.twice(of(due, "it ran for a due time the job does not have and no record tells of", others, runs));
        }
    }

    private void stacked() {
        List<Line> inOrder = lines.stream()
                .sorted(Comparator.comparingLong(line -> line.execution().enteredMillis()))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            Execution before = inOrder.get(i - 1).execution();
            Execution run = inOrder.get(i).execution();
            if (run.enteredMillis() < before.endedMillis() && !run.triggerId().equals(before.triggerId())) {
                List<Row> rows = java.util.stream.Stream.of(byId.get(before.triggerId()), byId.get(run.triggerId()))
                        .filter(java.util.Objects::nonNull)
                        .toList();
                found.stacked(of(
                        run.dueMillis(),
                        "it ran while the one due " + (run.dueMillis() - before.dueMillis()) + " ms earlier still did",
                        rows,
                        List.of(inOrder.get(i - 1), inOrder.get(i))));
            }
        }
    }

    private Case of(long due, String why, List<Row> rows, List<Line> runs) {
        LongSummaryStatistics entered = runs.stream()
                .mapToLong(line -> line.execution().enteredMillis())
                .summaryStatistics();
        String told = weather.told(entered.getMin() - 5_000, entered.getMax());
        return new Case(job.name(), due, why + " (" + told + ")", rows, runs);
    }
}
