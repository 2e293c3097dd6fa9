package io.quartermaster.server.timing;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.model.Window;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// When a trigger falls due: the engine plans by it, and the console's preview asks the same code. Pure.
///
/// Due times on days that a calendar excludes are left out, not shifted; a day is one of the trigger's own zone.
public final class DueTimes {
    /// A trigger whose every due time is excluded for so long never fires.
    private static final Duration PATIENCE = Duration.ofDays(36_525);
    /// Nobody reads more of the days that are left out.
    private static final int LEFT_OUT = 31;

    private DueTimes() {}

    /// Due times as a person wants to see them.
    ///
    /// @param leftOut excluded days between them on which it would have fired, in order; the first ones of many
    public record Preview(List<Fire> fires, List<LocalDate> leftOut) {
        public Preview {
            fires = List.copyOf(fires);
            leftOut = List.copyOf(leftOut);
        }
    }

    /// A due time, and what a change of the clock did to it (null: nothing).
    public record Fire(Instant at, @Nullable ClockNote note) {}

    /// The next `count` due times after `after` (exclusive), within the window and on no excluded day; fewer when there
    /// are no more.
    ///
    /// @throws IllegalArgumentException when a cron expression cannot be read; [#refuse] tells beforehand
    public static List<Instant> next(
            Trigger trigger, Window window, @Nullable Calendar calendar, Instant after, int count) {
        return next(trigger, steps(trigger), window, calendar, after, count, day -> false);
    }

    /// As [#next(Trigger, Window, Calendar, Instant, int)] for a trigger without a calendar.
    public static List<Instant> next(Trigger trigger, Window window, Instant after, int count) {
        return next(trigger, window, null, after, count);
    }

    /// The same due times with what is to be said of them.
    ///
    /// @throws IllegalArgumentException when a cron expression cannot be read
    public static Preview preview(
            Trigger trigger, Window window, @Nullable Calendar calendar, Instant after, int count) {
        SequencedSet<LocalDate> leftOut = new TreeSet<>();
        List<Instant> due = next(
                trigger,
                steps(trigger),
                window,
                calendar,
                after,
                count,
                day -> leftOut.size() < LEFT_OUT && leftOut.add(day));
        CronTimes cron = trigger instanceof Trigger.Cron each ? CronTimes.of(each) : null;
        List<Fire> fires = due.stream()
                .map(at -> new Fire(at, cron == null ? null : cron.note(at).orElse(null)))
                .toList();
        return new Preview(fires, due.isEmpty() ? List.of() : List.copyOf(leftOut));
    }

    /// Why a trigger should not be saved: its expression cannot be read (`cron.syntax`), it never fires after `now`
    /// (`never`), not within its window (`never.window`), or only on excluded days (`never.calendar`).
    public static Optional<Violation> refuse(Trigger trigger, Window window, @Nullable Calendar calendar, Instant now) {
        if (!trigger.timed()) {
            return Optional.empty();
        }
        Optional<Violation> unreadable = unreadable(trigger);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        if (!next(trigger, window, calendar, now, 1).isEmpty()) {
            return Optional.empty();
        }
        if (next(trigger, Window.ALWAYS, null, now, 1).isEmpty()) {
            return Optional.of(Violation.of("trigger", "never"));
        }
        return Optional.of(
                calendar == null || next(trigger, window, null, now, 1).isEmpty()
                        ? Violation.of("trigger", "never.window")
                        : Violation.of("trigger", "never.calendar", calendar.name()));
    }

    /// Whether due times can be computed of a trigger at all; quick, also where it is long to find that there are none.
    public static boolean readable(Trigger trigger) {
        return unreadable(trigger).isEmpty();
    }

    private static Optional<Violation> unreadable(Trigger trigger) {
        if (trigger instanceof Trigger.Cron cron) {
            try {
                CronTimes.parse(cron.expression());
            } catch (ParseException e) {
                return Optional.of(Violation.of("trigger", "cron.syntax", String.valueOf(e.getMessage())));
            }
        }
        return Optional.empty();
    }

    /// As [#refuse(Trigger, Window, Calendar, Instant)] for a trigger without a calendar.
    public static Optional<Violation> refuse(Trigger trigger, Window window, Instant now) {
        return refuse(trigger, window, null, now);
    }

    /// @param eachDay asked with every excluded day it would have fired on: true goes on with the day after it, false
    ///                with the next day that is not excluded
    private static List<Instant> next(
            Trigger trigger,
            Function<Instant, Optional<Instant>> steps,
            Window window,
            @Nullable Calendar calendar,
            Instant after,
            int count,
            Predicate<LocalDate> eachDay) {
        List<Instant> found = new ArrayList<>();
        Instant from = window.from();
        Instant last = from != null && from.isAfter(after) ? from.minusMillis(1) : after;
        Instant patience = last.plus(PATIENCE);
        ZoneId zone = trigger.timeZone();
        while (found.size() < count) {
            Optional<Instant> next = steps.apply(last);
            if (next.isEmpty() || !window.contains(next.get()) || next.get().isAfter(patience)) {
                return found;
            }
            last = next.get();
            if (calendar == null || zone == null || !calendar.excludes(LocalDate.ofInstant(last, zone))) {
                found.add(last);
                patience = last.plus(PATIENCE);
                continue;
            }
            LocalDate day = LocalDate.ofInstant(last, zone);
            Optional<LocalDate> worked =
                    eachDay.test(day) ? Optional.of(day.plusDays(1)) : calendar.firstWorked(day.plusDays(1));
            if (worked.isEmpty()) {
                return found;
            }
            // a day that does not exist begins with the next one
            Instant begin = worked.get().atStartOfDay(zone).toInstant();
            last = later(last, begin.minusMillis(1));
        }
        return found;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /// What comes after an instant, with the expression read once for all of them.
    private static Function<Instant, Optional<Instant>> steps(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Cron cron -> CronTimes.of(cron)::next;
            case Trigger.OneTime once -> after -> Optional.of(once.at()).filter(at -> at.isAfter(after));
            case Trigger.FixedRate rate -> after -> Optional.of(next(rate, after));
            case Trigger.Event event -> after -> Optional.empty();
        };
    }

    private static Instant next(Trigger.FixedRate rate, Instant after) {
        if (rate.from().isAfter(after)) {
            return rate.from();
        }
        long every = rate.every().toMillis();
        long passed = after.toEpochMilli() - rate.from().toEpochMilli();
        return rate.from().plusMillis((passed / every + 1) * every);
    }
}
