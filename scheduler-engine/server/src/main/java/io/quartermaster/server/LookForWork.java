package io.quartermaster.server;

import io.quartermaster.server.leading.LeadKeeper;
import io.quartermaster.server.leading.SpreadSlots;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.planning.TendSlots;
import io.quartermaster.server.timing.DueTimer;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Asks the database once a round what there is to do, and wakes those whose work it is. Confined to one loop.
final class LookForWork {
    /// So much later or earlier than before is a step of the machine's clock.
    private static final Duration STEP = Duration.ofMillis(20);

    private final ServerParts parts;
    private final Pulse pulse;
    private final Duration horizon;
    private final BooleanSupplier busy;
    private Wakes wakes = new Wakes(() -> {}, () -> {}, () -> {}, () -> {}, () -> {}, () -> {});
    private long epoch;
    private long slots;
    private long members;
    private Duration offset = Duration.ZERO;
    private volatile boolean led;
    private volatile boolean draining;

    /// Whom to wake.
    record Wakes(Runnable plan, Runnable commands, Runnable wishes, Runnable watch, Runnable spread, Runnable drain) {}

    /// @param busy whether runs are to be watched
    LookForWork(ServerParts parts, Pulse pulse, Duration horizon, BooleanSupplier busy) {
        this.parts = parts;
        this.pulse = pulse;
        this.horizon = horizon;
        this.busy = busy;
    }

    /// To be said before the loop is started.
    void onWork(Wakes whom) {
        wakes = whom;
    }

    /// Whether somebody leads the cluster, by the latest look.
    boolean led() {
        return led;
    }

    /// Whether this server is to drain, by the latest look.
    boolean draining() {
        return draining;
    }

    void look() {
        minded(parts.timer);
        TenureKeeper keeper = parts.keeper;
        Optional<Term<Fence>> tenure = keeper.tenure();
        long now = tenure.map(term -> term.fence().epoch()).orElse(0L);
        if (now != epoch) {
            epoch = now;
            wakes.plan().run();
        }
        tenure.ifPresent(term -> look(term.fence()));
    }

    private void look(Fence fence) {
        SpreadSlots spread = parts.spread;
        LeadKeeper leads = parts.leads;
        Instant instant = parts.clock.instant();
        boolean leading = leads.lead(spread.ownLead()).isPresent();
        Pulse.Work work = pulse.look(fence, spread.ownLead(), instant, instant.plus(horizon), leading);
        led = work.led();
        draining = work.drain();
        if (!work.led()) {
            leads.take(spread.ownLead());
        }
        Pulse.Members seen = work.members();
        if (seen != null) {
            wake(seen.uneasy() || seen.members() != members, wakes.spread());
            members = seen.members();
        } else {
            wake(leads.lead(spread.ownLead()).isPresent(), wakes.spread());
        }
        TendSlots tend = parts.tend;
        if (work.untimed()) {
            tend.lookForUntimed();
        }
        if (work.edited()) {
            tend.lookForEdits();
        }
        wake(work.edited() || work.due() || work.untimed() || work.slots() != slots, wakes.plan());
        slots = work.slots();
        wake(work.asked(), wakes.commands());
        wake(work.wished(), wakes.wishes());
        wake(busy.getAsBoolean(), wakes.watch());
        wake(work.drain(), wakes.drain());
    }

    /// Quartz goes by the machine's clock, so when that was moved every call it was asked for is at a wrong time.
    private void minded(DueTimer timer) {
        Duration seen = parts.clock.offset();
        if (seen.minus(offset).abs().compareTo(STEP) > 0) {
            offset = seen;
            timer.rebase();
        }
    }

    private static void wake(boolean needed, Runnable loop) {
        if (needed) {
            loop.run();
        }
    }
}
