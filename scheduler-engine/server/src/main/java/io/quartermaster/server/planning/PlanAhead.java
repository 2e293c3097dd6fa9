package io.quartermaster.server.planning;

import io.quartermaster.model.Calendar;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.Trigger;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.timing.DueTimes;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.Planning;
import io.quartermaster.store.engine.Pulse;
import io.quartermaster.store.engine.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the schedule rows of the server's own slots true to their jobs, and the ledger filled up to the horizon.
// Confined
/// to the planning loop.
public final class PlanAhead {
    private static final int BATCH = 500;
    /// So many due times tell how often a job fires.
    private static final int LOOKED_AT = 10;
    private static final double MILLIS_AN_HOUR = 3_600_000;
    /// So that also what fires once a year is shared evenly.
    private static final double LEAST_LOAD = 0.01;

    private final Schedules schedules;
    private final Planning planning;
    private final ArmedRuns armed;
    private final Runnable settle;
    private final InstantSource clock;
    private final Supplier<TraceId> traces;
    private final LongConsumer skipped;
    private final Duration horizon;
    private final Duration missedAfter;
    private final LogBook log;

    /// @param skipped hears how many due times were recorded as missed
    /// @param settle waits until all that was fired is in the ledger, so that it is not withdrawn
    public PlanAhead(
            Schedules schedules,
            Planning planning,
            ArmedRuns armed,
            Runnable settle,
            InstantSource clock,
            Supplier<TraceId> traces,
            LongConsumer skipped,
            Duration horizon,
            Duration missedAfter,
            LogBook log) {
        this.schedules = schedules;
        this.planning = planning;
        this.armed = armed;
        this.settle = settle;
        this.clock = clock;
        this.traces = traces;
        this.skipped = skipped;
        this.horizon = horizon;
        this.missedAfter = missedAfter;
        this.log = log;
    }

    /// Which edits a round looks for.
    public enum Look {
        /// None: nobody said that there are any.
        NONE,
        /// Those that somebody dated.
        EDITED,
        /// All, by reading every job.
        ALL
    }

    /// Plans all that can be planned now.
    public void plan(Term<Fence> tenure, Look look) {
        boolean more = look != Look.NONE;
        while (more && tenure.holds()) {
            more = refresh(tenure, look);
        }
        more = true;
        while (more && tenure.holds()) {
            more = advance(tenure);
        }
    }

    /// Recomputes what was edited since. Time counts from the edit on, not from now: what fell due between the two
    /// is the new version's. A job that has become an event job falls due no more, so refreshing never fires it.
    private boolean refresh(Term<Fence> tenure, Look look) {
        List<Schedules.Change> changes = look == Look.ALL
                ? schedules.changed(tenure.fence(), BATCH)
                : schedules.edited(tenure.fence(), clock.instant().minus(Pulse.LONGEST_EDIT), BATCH);
        List<Schedules.Row> rows = new ArrayList<>();
        List<JobId> deleted = new ArrayList<>();
        for (Schedules.Change change : changes) {
            switch (change) {
                case Schedules.Change.Saved saved -> rows.add(row(saved.job(), saved.calendar()));
                case Schedules.Change.Unreadable broken -> {
                    unreadable(broken.id(), broken.why());
                    rows.add(new Schedules.Row(broken.id(), broken.version(), 0, null, null));
                }
                case Schedules.Change.Deleted gone -> deleted.add(gone.id());
            }
        }
        withdraw(changes, rows);
        schedules.reschedule(tenure.fence(), rows, traces, clock.instant());
        schedules.forget(tenure.fence(), deleted);
        return changes.size() == BATCH;
    }

    /// Before the ledger withdraws rows, nothing may be on its way to fire them, or be fired and not written down.
    private void withdraw(List<Schedules.Change> changes, List<Schedules.Row> rows) {
        if (changes.isEmpty()) {
            return;
        }
        Map<JobId, Job> saved = new HashMap<>();
        for (Schedules.Change change : changes) {
            if (change instanceof Schedules.Change.Saved one) {
                saved.put(one.id(), one.job());
            } else if (change instanceof Schedules.Change.Deleted) {
                armed.edited(change.id(), null, Instant.MIN);
            }
        }
        for (Schedules.Row row : rows) {
            Instant until = row.keepUntil();
            armed.edited(row.job(), saved.get(row.job()), until == null ? Instant.MIN : until);
        }
        settle.run();
    }

    private Schedules.Row row(Job job, @Nullable Calendar calendar) {
        Instant edited = job.updatedAt();
        if (!job.enabled() || !job.spec().trigger().timed()) {
            return new Schedules.Row(job.id(), job.version(), 0, null, null);
        }
        Instant next = next(job, calendar, edited);
        return new Schedules.Row(job.id(), job.version(), next == null ? 0 : load(job, calendar, next), next, edited);
    }

    /// Firings an hour, from how far apart the next ones are.
    private static double load(Job job, @Nullable Calendar calendar, Instant next) {
        List<Instant> more = DueTimes.next(job.spec().trigger(), job.spec().window(), calendar, next, LOOKED_AT);
        if (more.isEmpty()) {
            return 1;
        }
        double hours = Duration.between(next, more.getLast()).toMillis() / MILLIS_AN_HOUR;
        return Math.max(more.size() / Math.max(hours, 1 / MILLIS_AN_HOUR), LEAST_LOAD);
    }

    private @Nullable Instant next(Job job, @Nullable Calendar calendar, Instant after) {
        try {
            List<Instant> next = DueTimes.next(job.spec().trigger(), job.spec().window(), calendar, after, 1);
            if (next.isEmpty()) {
                refused(job, calendar, after);
                return null;
            }
            return next.getFirst();
        } catch (IllegalArgumentException e) {
            unreadable(job.id(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// The form refuses such a job; one that came another way must not be silently idle. What has only run out (its
    /// one time, its window) needs no word.
    private void refused(Job job, @Nullable Calendar calendar, Instant after) {
        if (job.spec().trigger() instanceof Trigger.OneTime) {
            return;
        }
        DueTimes.refuse(job.spec().trigger(), job.spec().window(), calendar, after)
                .filter(why -> !why.rule().equals("never.window"))
                .ifPresent(why -> log.error(
                        "planning",
                        "job " + job.id() + " never falls due from " + after
                                + (calendar == null ? "" : " on a day that calendar " + calendar.name() + " leaves"),
                        "it is not scheduled until it is saved again",
                        null));
    }

    private boolean advance(Term<Fence> tenure) {
        // Nearly all of this is for later; what is due now is not to share the processors with it.
        armed.letPass();
        Instant now = clock.instant();
        List<Schedules.Due> due = schedules.due(tenure.fence(), now.plus(horizon), BATCH);
        List<Planning.Firing> firings = new ArrayList<>();
        List<Planning.Advance> advances = new ArrayList<>();
        Map<JobId, Job> jobs = new HashMap<>();
        long passed = 0;
        for (Schedules.Due one : due) {
            Job job = one.job();
            if (job == null) {
                unreadable(one.id(), String.valueOf(one.why()));
                advances.add(new Planning.Advance(one.id(), one.version(), one.next(), null, null));
            } else {
                jobs.put(job.id(), job);
                try {
                    passed += add(job, one, now, firings, advances);
                } catch (IllegalArgumentException e) {
                    unreadable(job.id(), String.valueOf(e.getMessage()));
                    advances.add(new Planning.Advance(one.id(), one.version(), one.next(), null, null));
                }
            }
        }
        if (!due.isEmpty()) {
            Planning.Planned done = planning.plan(tenure.fence(), firings, advances, now);
            skipped.accept(done.closed() + passed);
            List<LedgerRow> planned = done.rows();
            if (tenure.holds()) {
                armed.arm(planned, jobs);
            }
        }
        return due.size() == BATCH || advances.stream().anyMatch(move -> within(move.to(), now));
    }

    private boolean within(@Nullable Instant next, Instant now) {
        return next != null && !next.isAfter(now.plus(horizon));
    }

    /// How many due times pass without a run: when one fires for all, that one does not.
    private int add(
            Job job, Schedules.Due due, Instant now, List<Planning.Firing> firings, List<Planning.Advance> advances) {
        Instant next = due.next();
        Backlog backlog = Backlog.of(job.spec(), due.calendar(), next, now.minus(missedAfter), now.plus(horizon));
        Instant missed = backlog.missed();
        if (missed != null) {
            boolean ignored = job.spec().policies().missed() == Policies.Missed.IGNORE;
            String why = ignored ? missedText(next, backlog) + ", and the job's policy is to ignore them" : null;
            firings.add(new Planning.Firing(
                    job, missed, traces.get(), why, ignored ? null : standsFor(next, missed, backlog)));
        }
        backlog.planned().forEach(at -> firings.add(new Planning.Firing(job, at, traces.get(), null)));
        advances.add(new Planning.Advance(job.id(), job.version(), next, backlog.next(), missed));
        boolean standsIn = missed != null && job.spec().policies().missed() != Policies.Missed.IGNORE;
        return backlog.missedCount() - (standsIn ? 1 : 0);
    }

    private static RecordFact.Missed standsFor(Instant first, Instant last, Backlog backlog) {
        return new RecordFact.Missed(backlog.missedCount(), backlog.missedCount() == Backlog.COUNTED, first, last);
    }

    private static String missedText(Instant first, Backlog backlog) {
        String count = (backlog.missedCount() == Backlog.COUNTED ? "at least " : "") + backlog.missedCount();
        return "missed: " + count + " due time(s) from " + first + " to " + backlog.missed()
                + " passed while no server could fire them, and the job's policy is to ignore them";
    }

    private void unreadable(JobId job, String why) {
        log.error(
                "planning",
                "job " + job + " cannot be read: " + why,
                "it is not scheduled until it is saved again; all others are",
                null);
    }
}
