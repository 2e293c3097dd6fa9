package io.quartermaster.server.timing;

import io.quartermaster.model.Trigger;
import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/// A cron expression on the wall clock of a zone, and what becomes of it when that clock is changed.
///
/// Quartz reads the expression; it does so on a wall clock without changes (UTC), because its own answers across a
/// change
/// leave a 90-minute hole in "every 30 minutes" and skip a daily 02:30. What a local time means as an instant is
/// decided here:
///
/// - one that does not exist runs at the first instant after the gap;
/// - one that exists twice runs once, the first time;
/// - an expression that fires in every hour runs by elapsed time: through both of a doubled hour, and not twice at
/// a gap's end.
final class CronTimes {
    private static final TimeZone UNCHANGING = TimeZone.getTimeZone(ZoneOffset.UTC);

    private final CronExpression expression;
    private final ZoneId zone;
    private final boolean hourly;

    private CronTimes(CronExpression expression, ZoneId zone, boolean hourly) {
        this.expression = expression;
        this.zone = zone;
        this.hourly = hourly;
    }

    static CronTimes of(Trigger.Cron cron) {
        try {
            return new CronTimes(parse(cron.expression()), cron.zone(), everyHour(cron.expression()));
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
        return hourly ? nextElapsed(after) : nextOnWall(after);
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

    /// Goes on with the offset in force until the clock is changed, then with the new one from that instant on.
    private Optional<Instant> nextElapsed(Instant after) {
        Instant from = after;
        while (true) {
            ZoneOffset offset = zone.getRules().getOffset(from);
            Optional<Instant> next =
                    nextLocal(LocalDateTime.ofInstant(from, offset)).map(time -> time.toInstant(offset));
            ZoneOffsetTransition change = zone.getRules().nextTransition(from);
            if (next.isEmpty() || change == null || next.get().isBefore(change.getInstant())) {
                return next;
            }
            Optional<Instant> atChange = startingAt(change);
            if (atChange.isPresent()) {
                return atChange;
            }
            from = change.getInstant();
        }
    }

    private Optional<Instant> startingAt(ZoneOffsetTransition change) {
        LocalDateTime wall = change.getDateTimeAfter();
        return nextLocal(wall.minusSeconds(1)).filter(wall::equals).map(time -> change.getInstant());
    }

    private Instant firstInstantOf(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? zone.getRules().getTransition(local).getInstant() : local.toInstant(offsets.get(0));
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        Date next = expression.getNextValidTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC)));
        return Optional.ofNullable(next).map(date -> LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC));
    }

    private static boolean everyHour(String text) {
        String hours = text.strip().split("\\s+")[2].toUpperCase(Locale.ROOT);
        return hours.equals("*") || hours.equals("*/1") || hours.equals("0/1") || hours.equals("0-23");
    }
}
