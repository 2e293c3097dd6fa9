package io.quartermaster.server.leading;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Membership;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps this server a member of its cluster, and makes it one again when its tenure was lost. Asking is thread-safe,
/// beating is confined to one loop.
public final class TenureKeeper {
    private final Membership membership;
    private final Supplier<Membership.Self> self;
    private final Supplier<Membership.Doings> doings;
    private final BooleanSupplier ready;
    private final Duration lease;
    private final DatabaseClock clock;
    private final LogBook log;
    private volatile @Nullable Term<Fence> tenure;
    private volatile Duration roundTrip = Duration.ZERO;

    /// @param ready whether all that was sent in a former tenure is written down; before that no new one begins, as the
    /// rows would be sent again
    public TenureKeeper(
            Membership membership,
            Supplier<Membership.Self> self,
            Supplier<Membership.Doings> doings,
            BooleanSupplier ready,
            Duration lease,
            DatabaseClock clock,
            LogBook log) {
        this.membership = membership;
        this.self = self;
        this.doings = doings;
        this.ready = ready;
        this.lease = lease;
        this.clock = clock;
        this.log = log;
    }

    public String serverId() {
        return self.get().id();
    }

    /// The tenure, as long as this server surely is a member.
    public Optional<Term<Fence>> tenure() {
        return Optional.ofNullable(tenure).filter(Term::holds);
    }

    /// The epoch of the latest tenure, also when it has ended; 0 before the first.
    public long epoch() {
        Term<Fence> latest = tenure;
        return latest == null ? 0 : latest.fence().epoch();
    }

    /// How long the database took to answer the latest beat.
    public Duration roundTrip() {
        return roundTrip;
    }

    /// One beat, to be done every third of a lease, and at once after a write was fenced: measures the clock, then
    /// prolongs the tenure or begins one.
    public void beat() {
        roundTrip = clock.measure(membership::now);
        long asked = System.nanoTime();
        Term<Fence> current = tenure;
        if (current != null) {
            if (current.holds() && membership.beat(current.fence(), self.get(), lease, doings.get())) {
                current.prolong(Term.end(asked, lease));
                return;
            }
            end(current);
            asked = System.nanoTime();
        }
        if (ready.getAsBoolean()) {
            long joinAsked = asked;
            membership.join(self.get(), lease).ifPresent(fence -> begin(fence, joinAsked));
        }
    }

    /// Leaves the cluster, its slots free at once. The last thing a server does.
    public void leave(String reason) {
        Term<Fence> current = tenure;
        if (current != null) {
            current.end();
            tenure = null;
            membership.leave(current.fence(), reason);
        }
    }

    private void begin(Fence fence, long asked) {
        tenure = new Term<>(fence, Term.end(asked, lease));
        log.started("is a member of the cluster with tenure " + fence.epoch());
    }

    private void end(Term<Fence> ended) {
        ended.end();
        tenure = null;
        log.started("is no longer a member of the cluster: the lease of tenure "
                + ended.fence().epoch()
                + " ended before it could be prolonged; nothing fires here until it has a new one");
    }
}
