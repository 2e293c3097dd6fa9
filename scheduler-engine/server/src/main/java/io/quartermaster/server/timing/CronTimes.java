package io.quartermaster.server.timing;

import io.quartermaster.model.Trigger;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;

/// A cron expression on the wall clock of a zone, and what becomes of it when that clock is changed.
///
/// Quartz reads the expression; it does so on a wall clock without changes (UTC), because its own answers across a
/// change leave a 90-minute hole in "every 30 minutes" and skip a daily 02:30. What a local time means as an instant
/// is decided here, and explained in `docs/0001-cron-through-clock-changes.md`:
///
/// - one that does not exist runs at the first instant after the gap;
/// - one that exists twice runs once, the first time;
/// - an interval-like expression ([Stride]) runs by elapsed time through both: what would have been next, had the clock
///   not been changed, still runs unless the new clock brings one sooner; from there on the new clock counts.
final class CronTimes {
    private static final TimeZone UNCHANGING = TimeZone.getTimeZone(ZoneOffset.UTC);
    /// No two clocks on earth are further apart, so a due time that far away is the same on all of them.
    private static final Duration FAR = Duration.ofDays(4);

    private final CronExpression expression;
    private final ZoneId zone;
    private final ZoneRules rules;
    /// Null when the expression names times of the day.
    private final @Nullable Duration stride;

    private CronTimes(CronExpression expression, ZoneId zone, @Nullable Duration stride) {
        this.expression = expression;
        this.zone = zone;
        this.rules = zone.getRules();
        this.stride = stride;
    }

    static CronTimes of(Trigger.Cron cron) {
        try {
            CronExpression parsed = parse(cron.expression());
            return new CronTimes(
                    parsed, cron.zone(), Stride.of(parsed.getCronExpression()).orElse(null));
        } catch (ParseException e) {
            throw new IllegalArgumentException("Not a cron expression: " + cron.expression(), e);
        }
    }

    static CronExpression parse(String text) throws ParseException {
        int fields = text.strip().split("\\s+").length;
        if (fields < 6 || fields > 7) {
            throw new ParseException("6 or 7 fields are needed (seconds first, year optional), not " + fields, 0);
        }
        CronExpression parsed = new CronExpression(text.strip());
        parsed.setTimeZone(UNCHANGING);
        return parsed;
    }

    Optional<Instant> next(Instant after) {
        return stride == null ? nextOnWall(after) : nextElapsed(after, stride);
    }

    /// What a change of the clock did to the due time `due`; empty when nothing.
    Optional<ClockNote> note(Instant due) {
        LocalDateTime wall = LocalDateTime.ofInstant(due, zone);
        if (!matches(wall)) {
            return Optional.of(stride == null ? moved(due, wall) : elapsed(due, wall));
        }
        List<ZoneOffset> offsets = rules.getValidOffsets(wall);
        if (offsets.size() < 2) {
            return Optional.empty();
        }
        boolean second = !offsets.get(0).equals(rules.getOffset(due));
        return stride == null
                ? Optional.of(new ClockNote.Twice(wall))
                : Optional.<ClockNote>of(new ClockNote.Again(wall)).filter(note -> second);
    }

    private ClockNote moved(Instant due, LocalDateTime wall) {
        ZoneOffsetTransition change = rules.getTransition(wall.minusNanos(1));
        LocalDateTime from = change == null ? wall : change.getDateTimeBefore();
        return nextLocal(from.minusNanos(1))
                .filter(missing -> missing.isBefore(wall))
                .<ClockNote>map(ClockNote.Moved::new)
                .orElseGet(() -> new ClockNote.Elapsed(wall));
    }

    private ClockNote elapsed(Instant due, LocalDateTime wall) {
        ZoneOffsetTransition change = rules.previousTransition(due.plusNanos(1));
        boolean first = change != null && change.isGap() && change.getInstant().equals(due);
        return first ? moved(due, wall) : new ClockNote.Elapsed(wall);
    }

    private boolean matches(LocalDateTime local) {
        return nextLocal(local.minusSeconds(1)).filter(local::equals).isPresent();
    }

    private Optional<Instant> nextOnWall(Instant after) {
        Optional<LocalDateTime> local = nextLocal(LocalDateTime.ofInstant(after, zone));
        while (local.isPresent()) {
            Instant instant = firstInstantOf(local.get());
            if (instant.isAfter(after)) {
                return Optional.of(instant);
            }
            local = nextLocal(local.get());
        }
        return Optional.empty();
    }

    /// Goes on with the offset in force until the clock is changed, then with the new one.
    private Optional<Instant> nextElapsed(Instant after, Duration step) {
        ZoneOffsetTransition former = rules.previousTransition(after.plusNanos(1));
        if (former != null && former.getInstant().plus(step).isAfter(after)) {
            Optional<Instant> held = heldOver(former, step).filter(time -> time.isAfter(after));
            if (held.isPresent()) {
                return held;
            }
        }
        Optional<Instant> next = nextAt(rules.getOffset(after), after);
        if (next.isPresent() && next.get().minus(FAR).isAfter(after)) {
            // nothing on any clock until then: the changes on the way are none of ours
            return nextElapsed(next.get().minus(FAR.dividedBy(2)), step);
        }
        ZoneOffsetTransition change = rules.nextTransition(after);
        boolean more = true;
        while (more
                && change != null
                && next.filter(change.getInstant()::isAfter).isEmpty()) {
            Optional<Instant> held = heldOver(change, step);
            if (held.isPresent()) {
                return held;
            }
            // when the old clock brings none any more, the new one does so only where it repeats the end
            more = next.isPresent();
            next = fromOn(change);
            change = rules.nextTransition(change.getInstant());
        }
        return next;
    }

    /// The due time that the clock before `change` still brings after it, unless the new clock brings one sooner.
    private Optional<Instant> heldOver(ZoneOffsetTransition change, Duration step) {
        Instant at = change.getInstant();
        Optional<Instant> old = nextAt(change.getOffsetBefore(), at.minusNanos(1));
        if (old.isEmpty()) {
            return old;
        }
        Instant due = old.get();
        boolean running = nextAt(change.getOffsetBefore(), due.minus(step).minusNanos(1))
                .filter(at::isAfter)
                .isPresent();
        boolean missing = due.isBefore(at.plus(change.getDuration()));
        Optional<Instant> held = running ? old : missing ? Optional.of(at) : Optional.empty();
        return held.filter(time ->
                        fromOn(change).filter(fresh -> !time.isBefore(fresh)).isEmpty())
                .filter(time -> {
                    ZoneOffsetTransition following = rules.nextTransition(at);
                    return following == null || time.isBefore(following.getInstant());
                });
    }

    /// The first due time on the new clock, the instant of the change included.
    private Optional<Instant> fromOn(ZoneOffsetTransition change) {
        return nextAt(change.getOffsetAfter(), change.getInstant().minusNanos(1));
    }

    private Optional<Instant> nextAt(ZoneOffset offset, Instant after) {
        return nextLocal(LocalDateTime.ofInstant(after, offset)).map(local -> local.toInstant(offset));
    }

    private Instant firstInstantOf(LocalDateTime local) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        return offsets.isEmpty() ? rules.getTransition(local).getInstant() : local.toInstant(offsets.get(0));
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        Date next = expression.getNextValidTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC)));
        return Optional.ofNullable(next).map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
    }
}
