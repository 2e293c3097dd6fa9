package io.quartermaster.server.samples;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.ZoneTypes;
import io.quartermaster.sample.BusinessHandlers;
import io.quartermaster.store.Database;
import io.quartermaster.store.JobListing;
import io.quartermaster.store.SaveResult;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds the sample topologies and their jobs, and a job of every kind, to an instance. What is there stays as it is,
// also when somebody changed
/// it. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class Samples {
    /// The zones that the sample client stands in, besides the engine's own.
    static final List<String> ZONES = List.of("CellA", "CellB");

    private static final String GROUP = "samples";
    private static final String ZONE_TYPE = "Cell";

    private final Database database;
    private final InstanceId instance;
    private final Actor actor;
    private final Map<String, Job> there = new HashMap<>();
    private final List<String> jobs = new ArrayList<>();
    private final List<String> topologies = new ArrayList<>();

    private Samples(Database database, InstanceId instance, Actor actor) {
        this.database = database;
        this.instance = instance;
        this.actor = actor;
        for (JobListing each : database.jobs().list(instance)) {
            there.put(each.job().spec().name(), each.job());
        }
    }

    /// What was not there before, by name.
    ///
    /// @param topologies published as their first version
    public record Added(List<String> jobs, List<String> topologies) {
        public Added {
            jobs = List.copyOf(jobs);
            topologies = List.copyOf(topologies);
        }

        public boolean isEmpty() {
            return jobs.isEmpty() && topologies.isEmpty();
        }
    }

    public static Added add(Database database, InstanceId instance, Actor actor) {
        return new Samples(database, instance, actor).add();
    }

    private Added add() {
        SampleSet samples = SampleSet.read();
        samples.jobs().forEach(this::member);
        SampleKinds.all(this::blank).stream().filter(this::created).forEach(each -> jobs.add(each.name()));
        samples.topologies().forEach(this::topology);
        if (database.config().zoneTypes(instance).isEmpty()) {
            String row = new ZoneTypes(Map.of(ZONE_TYPE, ZONES)).toJson();
            database.config().setZoneTypes(instance, null, row, actor, null);
        }
        return new Added(jobs, topologies);
    }

    private void member(SampleSet.Member member) {
        Policies usual = Policies.DEFAULT;
        JobSpec spec = blank(member.name(), member.description())
                .withTarget(JobType.SIMPLE, BusinessHandlers.APPLICATION, member.handler())
                .withPolicies(new Policies(
                        usual.missed(),
                        Duration.ofSeconds(member.timeoutSeconds()),
                        usual.onTimeout(),
                        member.retries(),
                        Duration.ofSeconds(member.backOffSeconds()),
                        usual.exclusive(),
                        usual.communication(),
                        usual.routing()))
                .withParams(List.of(new Param("millis", Param.Type.INT, String.valueOf(member.millis()))));
        if (created(spec)) {
            jobs.add(member.name());
        }
    }

    /// One that was left without a version, as by a crash, is finished.
    private void topology(SampleSet.Named named) {
        created(blank(named.name(), named.description()).withTarget(JobType.TOPOLOGY, "", ""));
        Job job = there.get(named.name());
        if (job == null
                || job.spec().type() != JobType.TOPOLOGY
                || !database.topologies().versions(job.id()).isEmpty()) {
            return;
        }
        Map<String, Long> numbers = new HashMap<>();
        there.forEach((name, each) -> numbers.put(name, each.id().value()));
        if (database.topologies().begin(job, 0, named.definition(numbers), actor) instanceof Outcome.Saved draft) {
            database.topologies()
                    .publish(job, draft.version().number(), draft.version().revision(), actor);
            topologies.add(named.name());
        }
    }

    private JobSpec blank(String name, String description) {
        JobSpec blank = JobSpec.blank(instance);
        return new JobSpec(
                instance,
                name,
                GROUP,
                description,
                blank.type(),
                blank.application(),
                blank.target(),
                blank.trigger(),
                blank.window(),
                blank.zones(),
                blank.policies(),
                blank.params(),
                null,
                null);
    }

    private boolean created(JobSpec spec) {
        if (!there.containsKey(spec.name())
                && database.jobs().create(spec, true, actor) instanceof SaveResult.Saved saved) {
            there.put(spec.name(), saved.job());
            return true;
        }
        return false;
    }
}
