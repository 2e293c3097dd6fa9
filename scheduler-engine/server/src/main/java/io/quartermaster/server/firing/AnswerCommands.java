package io.quartermaster.server.firing;

import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
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
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Carries out what consoles ask for, each command once. Confined to one loop.
public final class AnswerCommands {
    private static final int BATCH = 200;

    private final CommandInbox inbox;
    private final Schedules schedules;
    private final Supplier<TraceId> traces;
    private final InstantSource clock;
    private final BiConsumer<LedgerRow, Job> arm;
    private final BiFunction<Job, String, Optional<String>> refusal;
    private final CutUpWork work;
    private final SendAgain again;

    /// @param refusal why a job cannot be triggered with some options
    /// @param arm fires a record that was just planned
    /// @param work has the runs that commands are about
    public AnswerCommands(
            CommandInbox inbox,
            Schedules schedules,
            Supplier<TraceId> traces,
            InstantSource clock,
            BiFunction<Job, String, Optional<String>> refusal,
            BiConsumer<LedgerRow, Job> arm,
            CutUpWork work,
            SendAgain again) {
        this.inbox = inbox;
        this.schedules = schedules;
        this.traces = traces;
        this.clock = clock;
        this.refusal = refusal;
        this.arm = arm;
        this.work = work;
        this.again = again;
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
        if (isOfRun(command)) {
            ofRun(tenure, command, now);
            return;
        }
        Optional<String> why = job.isEmpty()
                ? Optional.of("there is no job " + command.job() + " in instance " + command.instance())
                : refusal(command, job.get());
        if (why.isPresent()) {
            inbox.refuse(tenure.fence(), command, why.get(), now);
        } else if (command.kind() == Command.Kind.SEND_AGAIN) {
            job.ifPresent(found -> again.answer(tenure, command, found));
        } else {
            job.ifPresent(found -> inbox.fire(tenure.fence(), command, found, traces.get(), now)
                    .ifPresent(row -> arm.accept(row, found)));
        }
    }

    private static boolean isOfRun(Command command) {
        return switch (command.kind()) {
            case TRIGGER_NOW, TRIGGER_EVENT, SEND_AGAIN -> false;
            case PAUSE, RESUME, CANCEL -> true;
        };
    }

    /// Whoever has the run answers.
    private void ofRun(Term<Fence> tenure, Command command, Instant now) {
        try {
            work.asked(command, new RecordId(Long.parseLong(String.valueOf(command.options()))));
        } catch (IllegalArgumentException e) {
            inbox.refuse(tenure.fence(), command, "it names no run: " + command.options(), now);
        }
    }

    private Optional<String> refusal(Command command, Job job) {
        if (command.kind() == Command.Kind.TRIGGER_EVENT && !job.enabled()) {
            return Optional.of("job " + job.spec().name() + " is disabled, so an event does not fire it");
        }
        String options = command.kind() == Command.Kind.SEND_AGAIN ? null : command.options();
        return options == null ? Optional.empty() : refusal.apply(job, options);
    }
}
