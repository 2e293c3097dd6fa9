package io.quartermaster.server;

import io.quartermaster.server.leading.LeaseKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.store.engine.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Asks the database once a round what there is to do, and wakes those whose work it is. Confined to one loop.
final class LookForWork {
    private final LeaseKeeper keeper;
    private final Pulse pulse;
    private final InstantSource clock;
    private final Duration horizon;
    private Runnable plan = () -> {};
    private Runnable commands = () -> {};
    private Runnable watch = () -> {};
    private long epoch;

    LookForWork(LeaseKeeper keeper, Pulse pulse, InstantSource clock, Duration horizon) {
        this.keeper = keeper;
        this.pulse = pulse;
        this.clock = clock;
        this.horizon = horizon;
    }

    /// Whom to wake; to be said before the loop is started.
    void onWork(Runnable wakePlan, Runnable wakeCommands, Runnable wakeWatch) {
        plan = wakePlan;
        commands = wakeCommands;
        watch = wakeWatch;
    }

    void look() {
        Optional<Term> term = keeper.term();
        long now = term.map(Term::epoch).orElse(0L);
        boolean changed = now != epoch;
        epoch = now;
        if (term.isEmpty()) {
            wake(changed, plan);
            return;
        }
        Instant instant = clock.instant();
        Pulse.Work work = pulse.look(instant, instant.plus(horizon));
        wake(changed || work.plan(), plan);
        wake(work.asked(), commands);
        wake(changed || work.running(), watch);
    }

    private static void wake(boolean needed, Runnable loop) {
        if (needed) {
            loop.run();
        }
    }
}
