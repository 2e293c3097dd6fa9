package io.quartermaster.server.leading;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Leadership;
import io.quartermaster.store.engine.Membership;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps this server a member, and its lease if it leads; takes the lead when nobody has it. Thread-safe.
public final class LeaseKeeper {
    private final Membership membership;
    private final Leadership leadership;
    private final Supplier<Membership.Self> self;
    private final String cluster;
    private final Duration lease;
    private final DatabaseClock clock;
    private final LogBook log;
    private volatile @Nullable Term term;

    public LeaseKeeper(
            Membership membership,
            Leadership leadership,
            Supplier<Membership.Self> self,
            String cluster,
            Duration lease,
            DatabaseClock clock,
            LogBook log) {
        this.membership = membership;
        this.leadership = leadership;
        this.self = self;
        this.cluster = cluster;
        this.lease = lease;
        this.clock = clock;
        this.log = log;
    }

    public String serverId() {
        return self.get().id();
    }

    public String cluster() {
        return cluster;
    }

    /// The term, as long as this server surely leads.
    public Optional<Term> term() {
        return Optional.ofNullable(term).filter(Term::holds);
    }

    /// One beat, to be done every third of a lease, and at once after a write was fenced: writes the member's row,
    /// measures the clock, then prolongs the lease or tries to take it.
    public void beat() {
        long asked = System.nanoTime();
        Membership.Self me = self.get();
        clock.measure(() -> membership.beat(me, lease, clock.offset()));
        Term current = term;
        if (current != null) {
            long renewAsked = System.nanoTime();
            if (leadership.renew(current.fence(), lease)) {
                current.prolong(Term.end(renewAsked, lease));
                return;
            }
            end(current, "its lease ended before it could be prolonged");
            asked = System.nanoTime();
        }
        long takeAsked = asked;
        leadership.take(cluster, me.id(), lease).ifPresent(fence -> begin(fence, takeAsked));
    }

    /// Gives the lead back and leaves the cluster. The last thing a server does.
    public void leave() {
        Term current = term;
        if (current != null) {
            current.end();
            term = null;
            leadership.release(current.fence());
        }
        membership.leave(self.get().id());
    }

    private void begin(Fence fence, long asked) {
        term = new Term(fence, Term.end(asked, lease));
        log.started("leads cluster " + fence.cluster() + " in epoch " + fence.epoch());
    }

    private void end(Term ended, String why) {
        ended.end();
        term = null;
        log.started("no longer leads cluster " + cluster + " (epoch " + ended.epoch() + "): " + why
                + "; it stands by until it can lead again");
    }
}
