package io.quartermaster.server;

import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.leading.LeaseKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.planning.ArmTimer;
import io.quartermaster.server.planning.PlanAhead;
import io.quartermaster.store.engine.ClientSessions;
import io.quartermaster.store.engine.RunningRows;
import java.time.Duration;
import java.util.Optional;

/// The leader's round: takes over when a term begins, plans, arms, and lets go when the term is over. Confined to one
/// loop.
final class Tend {
    private static final Duration SESSIONS_KEPT = Duration.ofDays(7);
    private static final long SWEEP_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final LeaseKeeper keeper;
    private final PlanAhead plan;
    private final ArmTimer armer;
    private final Clients clients;
    private final ClientSessions sessions;
    private final RunningRows running;
    private long epoch;
    private long swept;

    Tend(
            LeaseKeeper keeper,
            PlanAhead plan,
            ArmTimer armer,
            Clients clients,
            ClientSessions sessions,
            RunningRows running) {
        this.keeper = keeper;
        this.plan = plan;
        this.armer = armer;
        this.clients = clients;
        this.sessions = sessions;
        this.running = running;
    }

    void round() {
        Optional<Term> term = keeper.term();
        if (term.isEmpty()) {
            letGo();
            return;
        }
        if (term.get().epoch() != epoch) {
            letGo();
            clients.count(running.active());
            epoch = term.get().epoch();
            swept = System.nanoTime() - SWEEP_EVERY_NANOS;
        }
        sweep(term.get());
        plan.plan(term.get());
        armer.arm(term.get());
    }

    private void sweep(Term term) {
        long now = System.nanoTime();
        if (now - swept >= SWEEP_EVERY_NANOS) {
            sessions.sweep(term.fence(), SESSIONS_KEPT);
            swept = now;
        }
    }

    private void letGo() {
        if (epoch != 0) {
            armer.clear();
            epoch = 0;
        }
    }
}
