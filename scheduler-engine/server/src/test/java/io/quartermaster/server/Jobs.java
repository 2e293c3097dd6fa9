package io.quartermaster.server;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.Database;
import io.quartermaster.store.RecordRepository;
import io.quartermaster.store.SaveResult;
import io.quartermaster.testing.Eventually;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What an operator does with jobs, for tests.
record Jobs(Database database) {
    static final InstanceId INSTANCE = new InstanceId("000001");
    static final Actor ANNA = new Actor("anna", "ws-1");

    static final Policies IGNORING_MISSED = new Policies(
            Policies.Missed.IGNORE,
            Duration.ZERO,
            Policies.OnTimeout.MARK,
            0,
            Duration.ZERO,
            false,
            Policies.Communication.CALLBACK,
            Policies.Routing.RANDOM);

    static JobSpec simple(String name, String handler) {
        return JobSpec.blank(INSTANCE).withName(name).withTarget(JobType.SIMPLE, "app", handler);
    }

    static Trigger everySecond() {
        return new Trigger.Cron("* * * * * ?", ZoneId.of("UTC"));
    }

    Job create(JobSpec spec) {
        return create(spec, true);
    }

    Job create(JobSpec spec, boolean enabled) {
        return saved(database.jobs().create(spec, enabled, ANNA));
    }

    Job update(Job job, JobSpec spec) {
        return saved(database.jobs().update(job.id(), job.version(), spec, job.enabled(), ANNA));
    }

    Job setEnabled(Job job, boolean enabled) {
        return saved(database.jobs().setEnabled(job.id(), job.version(), enabled, ANNA));
    }

    void delete(Job job) {
        database.jobs().delete(job.id(), job.version(), ANNA, null);
    }

    Command triggerNow(Job job) {
        return database.commands()
                .ask(job, Command.Kind.TRIGGER_NOW, UUID.randomUUID().toString(), ANNA);
    }

    Command answer(Command asked) {
        return Eventually.given("the command is answered", () -> database.commands()
                .find(asked.id())
                .filter(command -> command.state() != Command.State.NEW)
                .orElse(null));
    }

    ServerCommand askServer(String server, ServerCommand.Kind kind, @Nullable String reason) {
        return database.serverCommands().ask(server, kind, UUID.randomUUID().toString(), INSTANCE, ANNA, reason);
    }

    ServerCommand answer(ServerCommand asked) {
        return Eventually.given("the server answers", () -> database.serverCommands()
                .find(asked.id())
                .filter(command -> command.state() != Command.State.NEW)
                .orElse(null));
    }

    /// The newest record of the job that is as wanted, waited for.
    TriggerRecord next(Job job, Predicate<TriggerRecord> wanted) {
        return Eventually.given(
                "job " + job.spec().name() + " has such a record",
                () -> records(job).stream().filter(wanted).findFirst().orElse(null));
    }

    TriggerRecord closed(Job job) {
        return next(job, record -> record.status().closed());
    }

    List<TriggerRecord> records(Job job) {
        return database.records()
                .page(INSTANCE, new RecordRepository.Filter(job.id(), EnumSet.allOf(RunStatus.class), ""), null, 1000);
    }

    private static Job saved(SaveResult result) {
        return ((SaveResult.Saved) result).job();
    }
}
