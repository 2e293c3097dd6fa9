package io.quartermaster.server.leading;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.LeadFence;
import io.quartermaster.store.engine.Leadership;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Takes and keeps the lead of a cluster, or, where every zone leads itself, of this server's zone and of those it
/// stands in for. Thread-safe.
public final class LeadKeeper {
    private final Leadership leadership;
    private final String serverId;
    private final Duration lease;
    private final Duration clockLimit;
    private final DatabaseClock clock;
    private final LogBook log;
    private final Map<String, Term<LeadFence>> terms = new ConcurrentHashMap<>();
    private volatile boolean clockOff;

    /// @param clockLimit a server whose clock is off by more does not lead
    public LeadKeeper(
            Leadership leadership,
            String serverId,
            Duration lease,
            Duration clockLimit,
            DatabaseClock clock,
            LogBook log) {
        this.leadership = leadership;
        this.serverId = serverId;
        this.lease = lease;
        this.clockLimit = clockLimit;
        this.clock = clock;
        this.log = log;
    }

    /// The term, as long as this server surely leads `cluster`.
    public Optional<Term<LeadFence>> lead(String cluster) {
        return Optional.ofNullable(terms.get(cluster)).filter(Term::holds);
    }

    /// Whether the machine's clock is too far off for leading.
    public boolean clockOff() {
        return clockOff;
    }

    /// Prolongs what is held, to be done every third of a lease.
    public void beat() {
        judgeClock();
        terms.forEach((cluster, term) -> {
            long asked = System.nanoTime();
            if (clockOff) {
                release(cluster, "its clock is off by " + clock.offset().toMillis() + " ms");
            } else if (term.holds() && leadership.renew(term.fence(), lease)) {
                term.prolong(Term.end(asked, lease));
            } else {
                end(cluster, term, "its lease ended before it could be prolonged");
            }
        });
    }

    /// Takes the lead if nobody has it.
    public void take(String cluster) {
        if (clockOff || terms.containsKey(cluster)) {
            return;
        }
        long asked = System.nanoTime();
        leadership.take(cluster, serverId, lease).ifPresent(fence -> {
            terms.put(cluster, new Term<>(fence, Term.end(asked, lease)));
            log.started("leads cluster " + cluster + " in epoch " + fence.epoch());
        });
    }

    /// Gives the lead back, so that another server need not wait for the lease's end.
    public void release(String cluster, String why) {
        Term<LeadFence> term = terms.get(cluster);
        if (term != null) {
            end(cluster, term, why);
            leadership.release(term.fence());
        }
    }

    /// Gives back all it has.
    public void releaseAll(String why) {
        terms.keySet().forEach(cluster -> release(cluster, why));
    }

    private void judgeClock() {
        boolean off = clock.offset().abs().compareTo(clockLimit) > 0;
        if (off != clockOff) {
            clockOff = off;
            String by = "the machine's clock is off by " + clock.offset().toMillis()
                    + " ms from the database's, the limit is " + clockLimit.toMillis() + " ms";
            if (off) {
                log.error(
                        "clock",
                        by,
                        "this server does not lead until it is right; due times are told by the database",
                        null);
            } else {
                log.started("the clock is right again: " + by);
            }
        }
    }

    private void end(String cluster, Term<LeadFence> term, String why) {
        term.end();
        terms.remove(cluster, term);
        log.started(
                "no longer leads cluster " + cluster + " (epoch " + term.fence().epoch() + "): " + why);
    }
}
