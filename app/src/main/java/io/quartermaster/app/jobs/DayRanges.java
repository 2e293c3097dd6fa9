package io.quartermaster.app.jobs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Days in order, those that follow each other as one range.
final class DayRanges {
    private DayRanges() {}

    static String write(List<LocalDate> days) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < days.size(); ) {
            int end = i;
            while (end + 1 < days.size() && days.get(end).plusDays(1).equals(days.get(end + 1))) {
                end++;
            }
            ranges.add(end == i ? days.get(i).toString() : days.get(i) + " – " + days.get(end));
            i = end + 1;
        }
        return String.join(", ", ranges);
    }
}
