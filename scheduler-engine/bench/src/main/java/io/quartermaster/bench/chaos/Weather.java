package io.quartermaster.bench.chaos;

import io.quartermaster.bench.chaos.Evidence.Line;
import io.quartermaster.bench.chaos.Evidence.Span;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was wrong around an instant, and whether the cluster fired all the same. Immutable.
final class Weather {
    /// So long after a fault is put right its consequences may still be seen: leases end, links are made anew.
    static final long RECOVERY = 20_000;
    /// A clock is stepped by this.
    static final long STEP = 60_000;

    private static final long PROMPT = 5_000;

    private final List<Span> spans;
    private final long missedAfter;
    /// How many handlers began in each second, not long after their due time.
    private final NavigableMap<Long, Integer> prompt = new TreeMap<>();

    Weather(List<Span> spans, List<Line> lines, long missedAfter) {
        this.spans = spans;
        this.missedAfter = missedAfter;
        for (Line line : lines) {
            if (line.execution().lateMillis() < PROMPT) {
                prompt.merge(line.execution().enteredMillis() / 1000, 1, Integer::sum);
            }
        }
    }

    /// Whether a due time of which a server said at `said` that it was missed can have been. A server whose clock was
    /// stepped is not believed when nothing else was wrong and the cluster went on firing.
    boolean missed(long due, long said, long tolerance) {
        if (said < due + missedAfter - tolerance) {
            return false;
        }
        boolean doubtful = spans.stream()
                .anyMatch(span -> span.fault().kind() == Fault.Kind.CLOCK
                        && due > span.from() - missedAfter
                        && due < span.to() + STEP + missedAfter);
        return !doubtful || troubled(due, due + missedAfter) || !fired(due, due + missedAfter);
    }

    /// Whether anything but a clock was wrong then.
    boolean troubled(long from, long to) {
        return spans.stream().anyMatch(span -> span.fault().kind() != Fault.Kind.CLOCK && near(span, from, to));
    }

    boolean clockStepped(long at) {
        return spans.stream()
                .anyMatch(span -> span.fault().kind() == Fault.Kind.CLOCK && near(span, at - STEP, at + STEP));
    }

    /// What was wrong then, in words.
    String told(long from, long to) {
        String told = spans.stream()
                .filter(span -> near(span, from, to))
                .map(span -> String.format(
                        Locale.ROOT, "%s %.1f s before", span.fault().what(), (to - span.from()) / 1000.0))
                .collect(Collectors.joining(", "));
        return told.isEmpty() ? "no fault was near" : told;
    }

    private boolean fired(long from, long to) {
        return prompt.subMap(from / 1000 + 1, to / 1000).size() >= missedAfter / 2000;
    }

    private static boolean near(Span span, long from, long to) {
        return span.from() <= to && span.to() + RECOVERY >= from;
    }
}
