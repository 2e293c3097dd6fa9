package io.quartermaster.server.watching;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.store.engine.Overlooked;
import io.quartermaster.store.engine.Overlooked.Found;
import io.quartermaster.store.engine.Overlooked.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Finds what is due and nobody does, and says so: the first time, then ever more rarely, and when it is over. It is
/// the leader's work, of any server while nobody leads, and in LDC of every zone's leader for all zones, so that one
/// zone's trouble is seen from another. Looking is confined to one loop, asking is thread-safe.
public final class Watchdog {
    /// So many rounds lie between two reminders.
    private static final int REMIND = 30;

    private final Overlooked rows;
    private final String server;
    private final BooleanSupplier watches;
    private final InstantSource clock;
    private final Duration patience;
    private final LogBook log;
    private final Map<Kind, Integer> rounds = new EnumMap<>(Kind.class);
    /// Slots that nobody had when they were looked at last.
    private Map<Integer, Long> free = Map.of();
    private volatile List<Found> found = List.of();

    /// @param watches whether it is this server's turn
    public Watchdog(
            Overlooked rows,
            String server,
            BooleanSupplier watches,
            InstantSource clock,
            Duration patience,
            LogBook log) {
        this.rows = rows;
        this.server = server;
        this.watches = watches;
        this.clock = clock;
        this.patience = patience;
        this.log = log;
    }

    /// What is overlooked as far as this server knows; nothing while it is not its turn to look.
    public List<Found> found() {
        return found;
    }

    /// Looks once.
    public void round() {
        if (!watches.getAsBoolean()) {
            found = List.of();
            free = Map.of();
            rounds.clear();
            return;
        }
        List<Found> seen = new ArrayList<>(rows.look(clock.instant(), patience));
        slots(seen);
        found = List.copyOf(seen);
        Map<Kind, Integer> before = new EnumMap<>(rounds);
        rounds.clear();
        for (Found one : seen) {
            int round = before.getOrDefault(one.kind(), 0);
            rounds.put(one.kind(), round + 1);
            if (round % REMIND == 0) {
                tell(one);
            }
        }
        before.keySet().stream().filter(kind -> !rounds.containsKey(kind)).forEach(this::over);
    }

    /// A slot changes hands within a moment, so only one that nobody had the last time either is overlooked.
    private void slots(List<Found> seen) {
        Map<Integer, Long> now = rows.freeSlots();
        Map<Integer, Long> still = new HashMap<>(now);
        still.entrySet().retainAll(free.entrySet());
        free = now;
        if (!still.isEmpty()) {
            seen.add(new Found(Kind.SLOT_UNOWNED, still.size(), null, null, null));
        }
    }

    private void tell(Found one) {
        String count = (one.count() >= Overlooked.MOST ? "at least " : "") + one.count();
        String what = count + " " + what(one.kind());
        Instant since = one.since();
        if (since != null) {
            what += "; the oldest is of job " + one.job() + ", since " + since;
        }
        String todo = todo(one.kind());
        LogLine about = LogLine.of(null, one.instance(), one.job());
        log.add(
                LogBook.Name.MONITOR,
                about.and("OVERLOOKED")
                        .and(server)
                        .and(one.kind())
                        .and(one.count())
                        .and(since)
                        .text(what + ": " + todo)
                        .asFailed());
        log.error(about, "watchdog", what, todo, null);
    }

    private void over(Kind kind) {
        String what = "over: there are no more " + what(kind);
        log.add(
                LogBook.Name.MONITOR,
                LogLine.of(null, null, null)
                        .and("SETTLED")
                        .and(server)
                        .and(kind)
                        .and(0)
                        .and(null)
                        .text(what));
        log.error("watchdog", what, "nothing is to be done", null);
    }

    private static String what(Kind kind) {
        return switch (kind) {
            case NOT_FIRED -> "planned due time(s) that have passed and were not fired";
            case NOT_PLANNED -> "enabled job(s) whose next due time has passed and was not planned";
            case NO_SCHEDULE -> "job(s) that nobody has scheduled";
            case EDIT_NOT_SEEN -> "job(s) whose latest edit nobody has taken up";
            case RUN_UNATTENDED -> "run(s) whose job is in a slot that no server has";
            case RUN_PAST_DEADLINE -> "run(s) past their deadline that nobody has ended";
            case SLOT_UNOWNED -> "slot(s) that no server has, so that their jobs fire nowhere";
        };
    }

    private static String todo(Kind kind) {
        return switch (kind) {
            case NOT_FIRED, NOT_PLANNED, NO_SCHEDULE, EDIT_NOT_SEEN, RUN_PAST_DEADLINE ->
                "see in the console which server owns the job, read that one's common-error.log and its /health, and"
                        + " restart it if it does not go on by itself; another server then takes its jobs over";
            case RUN_UNATTENDED, SLOT_UNOWNED ->
                "see that at least one server runs in the cluster, and in LDC one in each zone, and that a leader is"
                        + " among them; job-dispatch.log of the leader says to whom slots are given";
        };
    }
}
