package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Expected;
import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Findings.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Holds the ledger and the journals against the due times that were planned. A pure function; it knows nothing of the
/// engine but the words of its ledger.
///
/// A due time is in order when it has exactly one record, and that
///
/// - ran inside its window: no handler began before it was due, and a job that ignores what was missed was not let go
/// later than that. A record that says SUCCEED has a line in a journal; one that failed has just the retries its job
/// grants;
/// - or is SKIPPED for a reason that the job's policies give and that the other records bear out.
///
/// It needs no record of its own where the policy for missed due times says that another one stands for it.
final class Checker {
    private final Evidence evidence;
    private final Weather weather;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Map<String, List<Line>> lines = new HashMap<>();
    private final List<Case> missing = new ArrayList<>();
    private final List<Case> doubles = new ArrayList<>();
    private final List<Case> reexecuted = new ArrayList<>();
    private final List<Case> stacked = new ArrayList<>();
    private final List<Case> late = new ArrayList<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    private int unsaid;

    private Checker(Evidence evidence) {
        this.evidence = evidence;
        this.weather = new Weather(evidence.spans(), evidence.lines(), evidence.missedAfter());
        evidence.rows().forEach(row -> rows.computeIfAbsent(row.job(), key -> new ArrayList<>())
                .add(row));
        evidence.lines().forEach(line -> lines.computeIfAbsent(line.execution().job(), key -> new ArrayList<>())
                .add(line));
    }

    static Findings check(Evidence evidence) {
        return new Checker(evidence).findings();
    }

    private Findings findings() {
        int planned = 0;
        for (Expected expected : evidence.jobs()) {
            planned += expected.dues().size();
            String name = expected.job().name();
            List<Row> ofJob = rows.getOrDefault(name, List.of());
            List<Line> ran = lines.getOrDefault(name, List.of());
            new DueTimeCheck(expected, ofJob, ran, evidence, weather, this).run();
            new ExecutionCheck(expected, ofJob, ran, weather, this).run();
        }
        return new Findings(
                planned,
                List.copyOf(missing),
                List.copyOf(doubles),
                List.copyOf(reexecuted),
                List.copyOf(stacked),
                List.copyOf(late),
                unsaid,
                outcomes);
    }

    void missing(Case found) {
        missing.add(found);
    }

    void twice(Case found) {
        doubles.add(found);
    }

    void reexecuted(Case found) {
        reexecuted.add(found);
    }

    void stacked(Case found) {
        stacked.add(found);
    }

    void late(Case found) {
        late.add(found);
    }

    void unsaid() {
        unsaid++;
    }

    void outcome(String how) {
        outcomes.merge(how, 1, Integer::sum);
    }
}
