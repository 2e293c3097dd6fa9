package io.quartermaster.bench.chaos;

import io.quartermaster.bench.journal.JournalClient;
import io.quartermaster.model.Actor;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Window;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/// The topologies of a chaos run: a batch of parallel branches, a condition, copies, a loop and a topology within,
// whose
/// members are quick and slow, fail now and then, and are tried again. So many of them fall due every few seconds that
/// some are always in the middle.
final class ChaosTopologies {
    /// What their names begin with.
    static final String NAME = "batch-";

    private static final Actor ACTOR = new Actor("chaos", "bench");
    private static final Policies USUAL = Policies.DEFAULT;

    private final Database database;
    private final JobId quick;
    private final JobId slow;
    private final JobId shaky;
    private final JobId inner;

    private ChaosTopologies(Database database) {
        this.database = database;
        quick = member("quick", 5, 0, 0);
        slow = member("slow", 700, 0, 0);
        shaky = member("shaky", 60, 30, 4);
        inner = topology("inner", inner(), new Trigger.Event(), Window.ALWAYS);
    }

    /// Makes `count` of them, the first due soon after `start`, none after `end`.
    static void make(Database database, int count, Instant start, Instant end) {
        ChaosTopologies made = new ChaosTopologies(database);
        for (int i = 0; i < count; i++) {
            Duration every = Duration.ofMillis(5_000 + 700L * i);
            Trigger rate = new Trigger.FixedRate(start.plusMillis(311L * i), every, ZoneOffset.UTC);
            made.topology(NAME + i, made.batch(), rate, new Window(start, end));
        }
    }

    private JobId member(String name, int millis, int failing, int retries) {
        Policies policies = new Policies(
                USUAL.missed(),
                USUAL.timeout(),
                USUAL.onTimeout(),
                retries,
                Duration.ofMillis(300),
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
        JobSpec spec = JobSpec.blank(PlannedJob.INSTANCE)
                .withName("member-" + name)
                .withTarget(JobType.SIMPLE, PlannedJob.APPLICATION, JournalClient.HANDLER)
                .withPolicies(policies)
                .withParams(List.of(
                        new Param(JournalClient.MILLIS, Param.Type.INT, String.valueOf(millis)),
                        new Param(JournalClient.FAILING, Param.Type.INT, String.valueOf(failing))));
        return created(spec).id();
    }

    private JobId topology(String name, Topology definition, Trigger trigger, Window window) {
        Job job = created(JobSpec.blank(PlannedJob.INSTANCE)
                .withName(name)
                .withTarget(JobType.TOPOLOGY, "", "")
                .withTrigger(trigger)
                .withWindow(window));
        database.topologies().begin(job, 0, definition, ACTOR);
        database.topologies().publish(job, 1, 1, ACTOR);
        return job.id();
    }

    private Job created(JobSpec spec) {
        SaveResult saved = database.jobs().create(spec, true, ACTOR);
        if (saved instanceof SaveResult.Saved done) {
            return done.job();
        }
        throw new IllegalStateException("The job " + spec.name() + " could not be made: " + saved);
    }

    private Topology inner() {
        return new Sketch().task("count", quick).task("compare", shaky).done(List.of());
    }

    private Topology batch() {
        return new Sketch()
                .task("begin", quick)
                .fork(Map.of("left", slow, "middle", shaky, "right", quick))
                .copies("areas", "settle", shaky, "post", quick)
                .task("wait", quick, node -> node.withEvents(
                                new Events(false, new Events.Loop("false", Duration.ofMillis(200), 2), null))
                        .withFailure(FailureScope.NONE))
                .either("large", "thorough", slow, "brief", quick)
                .nested("reconcile", inner)
                .task("tidy", shaky, node -> node.withFailure(FailureScope.BRANCH))
                .done(List.of(
                        new Param("areas", Param.Type.LIST, "north\neast\nsouth\nwest"),
                        new Param("large", Param.Type.BOOLEAN, "true")));
    }
}
