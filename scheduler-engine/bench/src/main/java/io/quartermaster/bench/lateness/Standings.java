package io.quartermaster.bench.lateness;

import io.quartermaster.bench.race.Contender;
import io.quartermaster.bench.race.Outcome;
import io.quartermaster.bench.race.Workload;
import io.quartermaster.bench.report.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// All outcomes of one run, side by side. Immutable.
record Standings(Contender ours, List<Outcome> outcomes) {
    /// How many times later at the 99th percentile than we were, at the same work and distance; NaN if one is missing.
    double ratio(Contender rival, Workload workload, long roundTripMillis) {
        return ratio(of(rival.title(), workload, roundTripMillis), of(ours.title(), workload, roundTripMillis));
    }

    Optional<Outcome> ours(Workload workload, long roundTripMillis) {
        return of(ours.title(), workload, roundTripMillis);
    }

    String markdown() {
        Table table = new Table(
                "Work",
                "Added round trip",
                "Scheduler",
                "p50 ms",
                "p99 ms",
                "max ms",
                "Fired/s",
                "Spread",
                "Lost",
                "p99 of ours ×",
                "Remark");
        for (Outcome outcome : outcomes) {
            double times = ratio(Optional.of(outcome), of(ours.title(), outcome.workload(), outcome.roundTripMillis()));
            table.add(
                    outcome.workload().title(),
                    outcome.roundTripMillis() + " ms",
                    outcome.contender(),
                    number(outcome.lateness().median()),
                    number(outcome.lateness().at(99)),
                    number(outcome.lateness().max()),
                    String.format(Locale.ROOT, "%,.0f", outcome.perSecond()),
                    String.format(Locale.ROOT, "%.2f", outcome.spread()),
                    number(outcome.lost()),
                    Double.isNaN(times) ? "" : String.format(Locale.ROOT, "%,.1f", times),
                    remark(outcome));
        }
        return table.toString();
    }

    private Optional<Outcome> of(String contender, Workload workload, long roundTripMillis) {
        return outcomes.stream()
                .filter(outcome -> outcome.contender().equals(contender)
                        && outcome.workload().equals(workload)
                        && outcome.roundTripMillis() == roundTripMillis)
                .findFirst();
    }

    private static double ratio(Optional<Outcome> rival, Optional<Outcome> own) {
        if (rival.isEmpty() || own.isEmpty()) {
            return Double.NaN;
        }
        return (double) rival.get().lateness().at(99)
                / Math.max(1, own.get().lateness().at(99));
    }

    private static String remark(Outcome outcome) {
        String twice = outcome.doubled() == 0 ? "" : outcome.doubled() + " twice";
        return String.join(
                ", ",
                List.of(twice, outcome.remark()).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
