package io.quartermaster.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Days on which the jobs that name it do not fire. Immutable; [CalendarRules] tells what is wrong with one.
///
/// A day is a day of the job's own time zone. A due time on an excluded day is left out, not shifted.
///
/// @param name unique within the instance; jobs name it by this, so it never changes
/// @param weeklyOff the days of the week that are off
/// @param spans single days and ranges: off, or worked although their weekday or a longer range is off
public record Calendar(
        InstanceId instance, String name, String description, Set<DayOfWeek> weeklyOff, List<Span> spans) {
    /// Whoever looks further ahead than this for a working day does not find one.
    private static final int DAYS_AHEAD = 36_600;

    public Calendar {
        weeklyOff = weeklyOff.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(weeklyOff));
        spans = List.copyOf(spans);
    }

    /// From one day to another, both included.
    ///
    /// @param worked whether these days are worked, whatever else excludes them
    /// @param note what people call it
    public record Span(LocalDate from, LocalDate to, boolean worked, String note) {
        public Span {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("A span of days cannot end before it begins: " + from + " " + to);
            }
        }

        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    public boolean excludes(LocalDate day) {
        boolean off = weeklyOff.contains(day.getDayOfWeek());
        for (Span span : spans) {
            if (span.contains(day)) {
                if (span.worked()) {
                    return false;
                }
                off = true;
            }
        }
        return off;
    }

    /// The first day from `day` on that is not excluded; empty when there is none for a hundred years.
    public Optional<LocalDate> firstWorked(LocalDate day) {
        LocalDate each = day;
        for (int i = 0; i < DAYS_AHEAD; i++, each = each.plusDays(1)) {
            if (!excludes(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /// The excluded days of a year, in order.
    public List<LocalDate> excludedIn(int year) {
        LocalDate first = LocalDate.of(year, 1, 1);
        return first.datesUntil(first.plusYears(1)).filter(this::excludes).toList();
    }
}
