package io.quartermaster.app.runs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how far a piece of work is out of a line its handler wrote: `40 %`, `740 of 1,204`, `3/8`.
final class Share {
    /// Nothing of the kind is said.
    static final double UNKNOWN = -1;

    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)\\s*%");
    private static final Pattern PART = Pattern.compile("(\\d[\\d,]*)\\s*(?:/|of|共)\\s*(\\d[\\d,]*)");

    private Share() {}

    /// From 0 to 1.
    static double of(String line) {
        Matcher percent = PERCENT.matcher(line);
        if (percent.find()) {
            return Math.min(1, Double.parseDouble(percent.group(1)) / 100);
        }
        Matcher part = PART.matcher(line);
        if (part.find()) {
            double whole = number(part.group(2));
            return whole > 0 ? Math.min(1, number(part.group(1)) / whole) : UNKNOWN;
        }
        return UNKNOWN;
    }

    private static double number(String digits) {
        return Double.parseDouble(digits.replace(",", ""));
    }
}
