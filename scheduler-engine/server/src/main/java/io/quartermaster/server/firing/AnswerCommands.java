package io.quartermaster.server.firing;

import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.TraceId;
import io.quartermaster.server.leading.Term;
import io.quartermaster.store.engine.CommandInbox;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.Schedules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Carries out what consoles ask for, each command once. Confined to one loop.
public final class AnswerCommands {
    private static final int BATCH = 200;

    private final CommandInbox inbox;
    private final Schedules schedules;
    private final Supplier<TraceId> traces;
    private final InstantSource clock;
    private final BiConsumer<LedgerRow, Job> arm;

    /// @param arm fires a record that was just planned
    public AnswerCommands(
            CommandInbox inbox,
            Schedules schedules,
            Supplier<TraceId> traces,
            InstantSource clock,
            BiConsumer<LedgerRow, Job> arm) {
        this.inbox = inbox;
        this.schedules = schedules;
        this.traces = traces;
        this.clock = clock;
        this.arm = arm;
    }

    /// Answers what is waiting.
    public void answer(Term<Fence> tenure) {
        for (Command command : inbox.waiting(tenure.fence(), BATCH)) {
            if (!tenure.holds()) {
                return;
            }
            answer(tenure, command);
        }
    }

    private void answer(Term<Fence> tenure, Command command) {
        Instant now = clock.instant();
        Optional<Job> job = schedules
                .find(command.job())
                .filter(found -> found.spec().instance().equals(command.instance()));
        if (job.isEmpty()) {
            inbox.refuse(
                    tenure.fence(),
                    command,
                    "there is no job " + command.job() + " in instance " + command.instance(),
                    now);
        } else if (command.kind() == Command.Kind.TRIGGER_EVENT && !job.get().enabled()) {
            inbox.refuse(
                    tenure.fence(),
                    command,
                    "job " + job.get().spec().name() + " is disabled, so an event does not fire it",
                    now);
        } else {
            inbox.fire(tenure.fence(), command, job.get(), traces.get(), now)
                    .ifPresent(row -> arm.accept(row, job.get()));
        }
    }
}
