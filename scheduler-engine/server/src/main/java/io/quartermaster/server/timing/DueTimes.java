package io.quartermaster.server.timing;

import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.model.Window;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// When a trigger falls due: the engine plans by it, and the console's preview asks the same code. Pure.
public final class DueTimes {
    private DueTimes() {}

    /// The next `count` due times after `after` (exclusive), within the window; fewer when there are no more.
    ///
    /// @throws IllegalArgumentException when a cron expression cannot be read; [#refuse] tells beforehand
    public static List<Instant> next(Trigger trigger, Window window, Instant after, int count) {
        List<Instant> found = new ArrayList<>();
        Instant from = window.from();
        Instant last = from != null && from.isAfter(after) ? from.minusMillis(1) : after;
        while (found.size() < count) {
            Optional<Instant> next = next(trigger, last);
            if (next.isEmpty() || !window.contains(next.get())) {
                return found;
            }
            last = next.get();
            found.add(last);
        }
        return found;
    }

    /// Why a trigger should not be saved: its expression cannot be read (`cron.syntax`), or it never fires after
    /// `now` (`never`).
    public static Optional<Violation> refuse(Trigger trigger, Window window, Instant now) {
        if (!trigger.timed()) {
            return Optional.empty();
        }
        Optional<Violation> unreadable = unreadable(trigger);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        return next(trigger, window, now, 1).isEmpty()
                ? Optional.of(Violation.of("trigger", "never"))
                : Optional.empty();
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

    private static Optional<Instant> next(Trigger trigger, Instant after) {
        return switch (trigger) {
            case Trigger.Cron cron -> CronTimes.of(cron).next(after);
            case Trigger.OneTime once -> Optional.of(once.at()).filter(at -> at.isAfter(after));
            case Trigger.FixedRate rate -> Optional.of(next(rate, after));
            case Trigger.Event event -> Optional.empty();
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
