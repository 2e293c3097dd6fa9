package io.quartermaster.server.timing;

import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/// What makes a cron expression interval-like: how far apart its due times lie inside a stretch of them.
///
/// The hours field decides. A wildcard, a range or a step (`*`, `8-18`, `0/2`) says "every so often while"; plain
/// hours (`2`, `6,18`) are times of the day. Minutes and seconds may be written in any way: `0,30` and `0/30` are the
/// same. Pure.
final class Stride {
    private static final int SECONDS_PER_HOUR = 3600;

    private Stride() {}

    /// The largest distance between neighbours in a stretch; empty when the expression names times of the day.
    ///
    /// @param expression one that Quartz has read
    static Optional<Duration> of(String expression) {
        String[] fields = expression.strip().split("\\s+");
        if (!fields[2].matches(".*[*/-].*") || values(fields[2], 24).cardinality() < 2) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(largestGap(fields[0], fields[1], hoursBetween(fields[2]))));
    }

    /// The largest distance between two neighbours when hours that fire are `hours` apart.
    private static int largestGap(String seconds, String minutes, int hours) {
        BitSet second = values(seconds, 60);
        BitSet minute = values(minutes, 60);
        int first = minute.nextSetBit(0) * 60 + second.nextSetBit(0);
        int last = minute.length() * 60 - 60 + second.length() - 1;
        int inMinute = largestStep(second);
        int overMinutes = largestStep(minute) * 60 - (second.length() - 1 - second.nextSetBit(0));
        int overHours = hours * SECONDS_PER_HOUR - (last - first);
        return Math.max(overHours, Math.max(inMinute, minute.cardinality() > 1 ? overMinutes : 0));
    }

    private static int largestStep(BitSet values) {
        int largest = 0;
        int from = values.nextSetBit(0);
        for (int to = values.nextSetBit(from + 1); to >= 0; to = values.nextSetBit(from + 1)) {
            largest = Math.max(largest, to - from);
            from = to;
        }
        return largest;
    }

    private static int hoursBetween(String field) {
        int largest = 1;
        for (String part : field.split(",")) {
            int slash = part.indexOf('/');
            largest = slash < 0 ? largest : Math.max(largest, Integer.parseInt(part.substring(slash + 1)));
        }
        return largest;
    }

    /// The values of a field of numbers, as Quartz reads it: a range may run over the end (`22-6`).
    private static BitSet values(String field, int size) {
        BitSet values = new BitSet(size);
        for (String part : field.split(",")) {
            int slash = part.indexOf('/');
            String span = slash < 0 ? part : part.substring(0, slash);
            int step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
            int dash = span.indexOf('-');
            boolean all = span.isEmpty() || span.equals("*");
            int from = all ? 0 : Integer.parseInt(dash < 0 ? span : span.substring(0, dash));
            int open = slash < 0 && !all ? from : size - 1;
            int to = dash < 0 ? open : Integer.parseInt(span.substring(dash + 1));
            for (int value = from; value <= (to < from ? to + size : to); value += step) {
                values.set(value % size);
            }
        }
        return values;
    }
}
