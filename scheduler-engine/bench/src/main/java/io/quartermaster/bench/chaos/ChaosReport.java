package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Row;
import io.quartermaster.bench.chaos.Findings.Case;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The findings in words: counts, then the first cases of each kind with records, stories and journal lines.
final class ChaosReport {
    private static final int IN_FULL = 5;

    private final Findings findings;
    private final Evidence evidence;
    private final LedgerReader ledger;
    private final StringBuilder out = new StringBuilder();

    ChaosReport(Findings findings, Evidence evidence, LedgerReader ledger) {
        this.findings = findings;
        this.evidence = evidence;
        this.ledger = ledger;
    }

    String text() {
        out.append("due times by outcome:\n");
        counted(findings.outcomes().entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> alike(entry.getKey()), TreeMap::new, Collectors.summingLong(Map.Entry::getValue))));
        failures();
        lateness();
        line(findings.unsaid() + " due times have no record, as a later one stands for them that does not say so");
        kind("MISSING", findings.missing());
        kind("DOUBLE", findings.doubles());
        kind("REEXECUTED", findings.reexecuted());
        kind("STACKED", findings.stacked());
        kind("LATE", findings.late());
        return out.toString();
    }

    private void failures() {
        line("records that did not succeed, retries included:");
        counted(evidence.rows().stream()
                .filter(row -> row.accepted() && !row.status().equals("SUCCEED"))
                .collect(Collectors.groupingBy(
                        row -> alike(row.status() + ": " + row.error()), TreeMap::new, Collectors.counting())));
    }

    private void lateness() {
        long[] late = evidence.lines().stream()
                .mapToLong(line -> line.execution().lateMillis())
                .sorted()
                .toArray();
        if (late.length > 0) {
            line(late.length + " executions; lateness at the handler p50 " + late[late.length / 2] + " ms, p99 "
                    + late[late.length * 99 / 100] + " ms, worst " + late[late.length - 1] + " ms, least " + late[0]
                    + " ms");
        }
    }

    private void kind(String name, List<Case> cases) {
        line(cases.size() + " " + name + (cases.size() > IN_FULL ? ", the first " + IN_FULL + " in full" : ""));
        counted(cases.stream()
                .collect(Collectors.groupingBy(one -> alike(one.why()), TreeMap::new, Collectors.counting())));
        cases.stream().limit(IN_FULL).forEach(this::inFull);
    }

    private void inFull(Case one) {
        line("  " + one.job() + " due " + one.due() + " (" + Instant.ofEpochMilli(one.due()) + "): " + one.why());
        for (Row row : one.rows()) {
            line("    " + row);
            if (row.due() == one.due()) {
                ledger.story(row.id()).forEach(event -> line("      " + event));
            }
        }
        for (Line journal : one.lines()) {
            line("    " + journal.process() + " " + journal.execution());
        }
    }

    private void counted(Map<String, Long> counts) {
        counts.forEach((text, count) -> line("  " + count + "  " + text));
    }

    /// The text without its numbers and times, nor the faults that were near, so that like cases are counted together.
    private static String alike(String text) {
        return text.replaceAll(" \\((?!s\\)).*", "").replaceAll("[\\dTZ:.-]*\\d[\\dTZ:.-]*", "N");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
