package io.quartermaster.server.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A cron expression that is nothing but three sets of numbers, and its due times found by looking at every second or
/// every local time one after the other. Slow, and independent of Quartz and of the code under test.
record SlowCron(Set<Integer> hours, Set<Integer> minutes, Set<Integer> seconds) {

    boolean matches(LocalDateTime wall) {
        return wall.getNano() == 0
                && hours.contains(wall.getHour())
                && minutes.contains(wall.getMinute())
                && seconds.contains(wall.getSecond());
    }

    /// Times of the day: each local time once, at its first instant, or at the first instant after the gap it is in.
    List<Instant> onWall(ZoneId zone, Instant after, Instant until) {
        Set<Instant> found = new TreeSet<>();
        LocalDate last = LocalDate.ofInstant(until, zone).plusDays(2);
        for (LocalDate day = LocalDate.ofInstant(after, zone).minusDays(2); day.isBefore(last); day = day.plusDays(1)) {
            for (int hour : hours) {
                for (int minute : minutes) {
                    for (int second : seconds) {
                        found.add(instantOf(day.atTime(hour, minute, second), zone.getRules()));
                    }
                }
            }
        }
        return found.stream()
                .filter(each -> each.isAfter(after) && each.isBefore(until))
                .toList();
    }

    private static Instant instantOf(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition gap = rules.getTransition(local);
        return gap != null && gap.isGap()
                ? gap.getInstant()
                : local.toInstant(rules.getValidOffsets(local).getFirst());
    }

    /// By elapsed time, second by second: a due time is what the wall clock shows; and after a change also the first
    /// one that the clock before it would show, if nothing comes sooner and it had been running within `stride` before
    /// the change. A stretch that begins inside a gap begins at the gap's end.
    List<Instant> elapsed(ZoneId zone, Duration stride, Instant after, Instant until) {
        List<Instant> found = new ArrayList<>();
        ZoneRules rules = zone.getRules();
        Instant at = after.minus(Duration.ofDays(1));
        ZoneOffsetTransition change = rules.nextTransition(at);
        Instant held = null;
        for (; at.isBefore(until); at = at.plusSeconds(1)) {
            if (change != null && change.getInstant().equals(at)) {
                held = heldOver(change, stride);
                change = rules.nextTransition(at);
            }
            if (matches(LocalDateTime.ofInstant(at, rules.getOffset(at))) || at.equals(held)) {
                held = null;
                if (at.isAfter(after)) {
                    found.add(at);
                }
            }
        }
        return found;
    }

    private @Nullable Instant heldOver(ZoneOffsetTransition change, Duration stride) {
        ZoneOffset old = change.getOffsetBefore();
        Instant first = change.getInstant();
        while (!shown(first, old)) {
            first = first.plusSeconds(1);
        }
        for (Instant each = first.minus(stride); each.isBefore(change.getInstant()); each = each.plusSeconds(1)) {
            if (shown(each, old)) {
                return first;
            }
        }
        return first.isBefore(change.getInstant().plus(change.getDuration())) ? change.getInstant() : null;
    }

    private boolean shown(Instant at, ZoneOffset offset) {
        return matches(LocalDateTime.ofInstant(at, offset));
    }
}
