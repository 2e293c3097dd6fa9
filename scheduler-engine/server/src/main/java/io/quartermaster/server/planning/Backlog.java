package io.quartermaster.server.planning;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.JobSpec;
import io.quartermaster.server.timing.DueTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What falls due for one job from its next due time to a horizon: what was missed, what is to be planned, and what
/// comes then. Immutable; made by pure computation.
///
/// @param missed the latest due time that passed too long ago, null when none did
/// @param missedCount how many did, up to [#COUNTED]
/// @param planned the due times to plan, in order
/// @param next the first one after those, null when there is none
record Backlog(@Nullable Instant missed, int missedCount, List<Instant> planned, @Nullable Instant next) {
    /// Nobody needs the exact number beyond this.
    static final int COUNTED = 1000;
    /// So that one job with a short rate does not fill a batch; the rest is planned in the next one.
    static final int PLANNED_AT_ONCE = 50;

    Backlog {
        planned = List.copyOf(planned);
    }

    /// @param calendar the days on which the job does not fire, null when it names none
    /// @param first the job's next due time
    /// @param cutoff due times before this one were missed; later ones are merely late
    static Backlog of(JobSpec job, @Nullable Calendar calendar, Instant first, Instant cutoff, Instant horizon) {
        Instant missed = null;
        int count = 0;
        Instant due = first;
        while (due != null && due.isBefore(cutoff)) {
            missed = due;
            if (++count == COUNTED) {
                missed = latestBefore(job, calendar, due, cutoff);
                due = after(job, calendar, missed);
                break;
            }
            due = after(job, calendar, due);
        }
        List<Instant> planned = new ArrayList<>();
        while (due != null && !due.isAfter(horizon) && planned.size() < PLANNED_AT_ONCE) {
            planned.add(due);
            due = after(job, calendar, due);
        }
        return new Backlog(missed, count, planned, due);
    }

    /// The latest due time before `cutoff`, looking back from there ever further until one is found.
    private static Instant latestBefore(JobSpec job, @Nullable Calendar calendar, Instant known, Instant cutoff) {
        Instant found = known;
        for (Duration back = Duration.ofSeconds(2); ; back = back.multipliedBy(2)) {
            Instant start = cutoff.minus(back);
            if (!start.isAfter(known)) {
                start = known;
            }
            Instant due = after(job, calendar, start);
            if (due != null && due.isBefore(cutoff)) {
                while (due != null && due.isBefore(cutoff)) {
                    found = due;
                    due = after(job, calendar, due);
                }
                return found;
            }
            if (start.equals(known)) {
                return found;
            }
        }
    }

    private static @Nullable Instant after(JobSpec job, @Nullable Calendar calendar, Instant instant) {
        List<Instant> next = DueTimes.next(job.trigger(), job.window(), calendar, instant, 1);
        return next.isEmpty() ? null : next.getFirst();
    }
}
