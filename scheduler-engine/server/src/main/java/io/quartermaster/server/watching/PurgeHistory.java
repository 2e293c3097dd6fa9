package io.quartermaster.server.watching;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.store.engine.Retention;
import io.quartermaster.store.engine.Retention.Expiring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The leader's round over the history: removes what was kept long enough, in small transactions, and rests after each
/// one for longer than it took, so that firing hardly notices. Confined to one loop, except for stopping.
public final class PurgeHistory {
    private static final int BATCH = 300;
    private static final int JOBS = 1000;
    private static final Duration SERVERS_KEPT = Duration.ofDays(7);
    /// What nobody has answered, or dropped a schedule for, after so long will never be.
    private static final Duration UNHEARD_KEPT = Duration.ofDays(7);
    private static final long LEAST_REST = Duration.ofMillis(20).toNanos();
    private static final int REST = 2;
    /// A loop's step should not last: another one goes on with the round.
    private static final long SLICE = Duration.ofSeconds(2).toNanos();

    private final Retention rows;
    private final String server;
    private final BooleanSupplier leads;
    private final InstantSource clock;
    private final int usualDays;
    private final long every;
    private final LogBook log;
    private volatile boolean stopped;
    private volatile Runnable again = () -> {};
    private long last;
    private boolean begun;
    private @Nullable Round round;

    public PurgeHistory(
            Retention rows,
            String server,
            BooleanSupplier leads,
            InstantSource clock,
            WatchSettings settings,
            LogBook log) {
        this.rows = rows;
        this.server = server;
        this.leads = leads;
        this.clock = clock;
        this.usualDays = settings.recordsDays();
        this.every = settings.purgeEvery().toNanos();
        this.log = log;
    }

    /// What makes the loop go on at once.
    public void onMore(Runnable wakeLoop) {
        again = wakeLoop;
    }

    /// Ends the round after the transaction it is in.
    public void stop() {
        stopped = true;
    }

    /// Goes on with the round, or begins one when it is time.
    public void look() {
        long began = System.nanoTime();
        Round current = round;
        if (current == null && leads.getAsBoolean() && (!begun || began - last > every)) {
            current = new Round(clock.instant());
            begun = true;
            last = began;
        }
        round = current;
        while (current != null && !stopped && System.nanoTime() - began < SLICE) {
            if (!leads.getAsBoolean() || !current.step()) {
                current.tell();
                round = null;
                return;
            }
        }
        if (current != null && !stopped) {
            again.run();
        }
    }

    /// One round, from the first job's records to the oldest server's row.
    private final class Round {
        private final Instant now;
        private final Instant usual;
        private final long began = System.nanoTime();
        private final Deque<Expiring> expiring = new ArrayDeque<>();
        private @Nullable Long next = 0L;
        private long records;
        private long events;
        private long commands;
        private long deletions;
        private long tenures;
        private long servers;

        Round(Instant now) {
            this.now = now;
            this.usual = now.minus(Duration.ofDays(usualDays));
        }

        /// One transaction and its rest; false when nothing is left.
        boolean step() {
            long from = System.nanoTime();
            boolean more = work();
            long took = System.nanoTime() - from;
            if (more && !stopped) {
                LockSupport.parkNanos(Math.max(REST * took, LEAST_REST));
            }
            return more;
        }

        private boolean work() {
            Long after = next;
            if (expiring.isEmpty() && after != null) {
                Retention.Page page = rows.expiring(after, now, usualDays, JOBS);
                expiring.addAll(page.expiring());
                next = page.next();
                return true;
            }
            return !expiring.isEmpty() ? removeRecords() : removeRest();
        }

        /// A batch is filled from as many jobs as it takes: many have just one record to remove.
        private boolean removeRecords() {
            List<Long> ids = new ArrayList<>();
            for (Expiring job = expiring.peek(); job != null && ids.size() < BATCH; job = expiring.peek()) {
                int most = BATCH - ids.size();
                List<Long> some = rows.expired(job, most);
                ids.addAll(some);
                if (some.size() < most) {
                    expiring.remove();
                }
            }
            Retention.Removed removed = rows.remove(ids);
            records += removed.records();
            events += removed.events();
            return true;
        }

        private boolean removeRest() {
            int strays = rows.removeStrayEvents(BATCH);
            Instant unheard = now.minus(UNHEARD_KEPT);
            int asked = rows.removeCommands(usual, BATCH) + rows.removeUnanswered(unheard, BATCH);
            int noted = rows.removeDeletions(unheard, BATCH);
            int ended = rows.removeTenures(usual, BATCH);
            int gone = rows.removeServers(now.minus(SERVERS_KEPT));
            events += strays;
            commands += asked;
            deletions += noted;
            tenures += ended;
            servers += gone;
            return strays + asked + noted + ended + gone > 0;
        }

        void tell() {
            if (records + events + commands + deletions + tenures + servers > 0) {
                log.add(
                        LogBook.Name.MONITOR,
                        LogLine.of(null, null, null)
                                .and("PURGED")
                                .and(server)
                                .and(records)
                                .and(events)
                                .and(commands)
                                .and(tenures)
                                .and(servers)
                                .and(deletions)
                                .and(Duration.ofNanos(System.nanoTime() - began).toMillis()));
            }
        }
    }
}
