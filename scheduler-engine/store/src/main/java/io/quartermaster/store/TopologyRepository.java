package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The versions of topologies, by the operators' pen (DOMAIN §3). Every change is audited in its own transaction; all
/// changes of one topology's versions happen one after the other, under the lock of its job's row.
/// Thread-safe; blocks; throws [StoreException].
public final class TopologyRepository {
    private static final String SELECT = "select * from topology_version where job_id = :job";

    private final Database database;

    TopologyRepository(Database database) {
        this.database = database;
    }

    /// What came of a change.
    public sealed interface Outcome {
        /// It is stored as `version`.
        record Saved(TopologyVersion version) implements Outcome {}

        /// Somebody changed the version meanwhile: nothing was written, `current` is theirs.
        record Stale(TopologyVersion current) implements Outcome {}

        /// It is in a state that does not allow it, or is not there: nothing was written.
        record NotNow(String why) implements Outcome {}

        record Deleted() implements Outcome {}
    }

    /// The newest first.
    public List<TopologyVersion> versions(JobId job) {
        return database.call(handle -> handle.createQuery(SELECT + " order by number desc")
                .bind("job", job.value())
                .map((row, context) -> read(row))
                .list());
    }

    /// The same without their definitions.
    public List<TopologyVersionLine> lines(JobId job) {
        return database.call(handle -> TopologyVersionLine.read(handle, "v.job_id = :of", job.value()));
    }

    /// Every version of every topology of an instance, without their definitions.
    public List<TopologyVersionLine> lines(InstanceId instance) {
        return database.call(handle -> TopologyVersionLine.read(
                handle, "v.job_id in (select id from job where instance_id = :of)", instance.value()));
    }

    public Optional<TopologyVersion> find(JobId job, int number) {
        return database.call(handle -> find(handle, job, number));
    }

    public Optional<TopologyVersion> published(JobId job) {
        return database.call(handle -> handle.createQuery(SELECT + " and state = 'PUBLISHED'")
                .bind("job", job.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    /// Begins a draft, from nothing or from a version.
    ///
    /// @param baseline 0 for nothing
    public Outcome begin(Job job, int baseline, Topology definition, Actor actor) {
        return changing(job, handle -> {
            Optional<TopologyVersion> from = find(handle, job.id(), baseline);
            if (baseline != 0 && !from.map(one -> one.state().baseline()).orElse(false)) {
                return new Outcome.NotNow("version " + baseline + " is no version to begin from");
            }
            Optional<TopologyVersion> other = all(handle, job.id()).stream()
                    .filter(one -> one.state() == State.DRAFT && one.baseline() == baseline)
                    .findFirst();
            if (other.isPresent()) {
                return new Outcome.NotNow(
                        other.get().number() + " is editing,can not create new version with " + baseline);
            }
            int number = all(handle, job.id()).stream()
                            .mapToInt(TopologyVersion::number)
                            .max()
                            .orElse(0)
                    + 1;
            handle.createUpdate(
                            """
                            insert into topology_version (job_id, number, state, baseline, definition, nodes, revision,
                              updated_by, updated_at)
                            values (:job, :number, 'DRAFT', :baseline, :definition, :nodes, 1, :who, :now)""")
                    .bind("job", job.id().value())
                    .bind("number", number)
                    .bind("baseline", baseline)
                    .bind("definition", TopologyJson.write(definition))
                    .bind("nodes", definition.nodes().size())
                    .bind("who", actor.who())
                    .bind("now", Sql.now(handle))
                    .execute();
            return saved(handle, job, number, actor, "topology.begin", null);
        });
    }

    /// Saves a draft over its revision `from`.
    public Outcome save(Job job, int number, int from, Topology definition, Actor actor) {
        return changing(job, handle -> {
            Optional<TopologyVersion> before = find(handle, job.id(), number);
            Optional<Outcome> refusal = refusal(before, from, State.DRAFT);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            handle.createUpdate(
                            """
                            update topology_version set definition = :definition, nodes = :nodes,
                              revision = revision + 1, updated_by = :who, updated_at = :now
                            where job_id = :job and number = :number""")
                    .bind("definition", TopologyJson.write(definition))
                    .bind("nodes", definition.nodes().size())
                    .bind("who", actor.who())
                    .bind("now", Sql.now(handle))
                    .bind("job", job.id().value())
                    .bind("number", number)
                    .execute();
            return saved(handle, job, number, actor, "topology.save", before.orElse(null));
        });
    }

    /// Makes a draft or an archived version the one that runs; the former one is archived. Whether the definition is
    /// sound is asked before.
    public Outcome publish(Job job, int number, int from, Actor actor) {
        return publish(job, number, from, actor, null);
    }

    /// @param note what is said of the version, kept with it and in the audit; null for nothing
    public Outcome publish(Job job, int number, int from, Actor actor, @Nullable String note) {
        return changing(job, handle -> {
            Optional<TopologyVersion> before = find(handle, job.id(), number);
            Optional<Outcome> refusal = refusal(before, from, State.DRAFT, State.ARCHIVED);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            handle.createUpdate(
                            """
                            update topology_version set state = 'ARCHIVED', revision = revision + 1
                            where job_id = :job and state = 'PUBLISHED'""")
                    .bind("job", job.id().value())
                    .execute();
            handle.createUpdate("update topology_version set note = :note where job_id = :job and number = :number")
                    .bind("note", note)
                    .bind("job", job.id().value())
                    .bind("number", number)
                    .execute();
            return turned(handle, job, number, State.PUBLISHED, actor, "topology.publish", note, before.orElse(null));
        });
    }

    /// Gives a draft or an archived version up.
    public Outcome discard(Job job, int number, int from, Actor actor) {
        return changing(job, handle -> {
            Optional<TopologyVersion> before = find(handle, job.id(), number);
            Optional<Outcome> refusal = refusal(before, from, State.DRAFT, State.ARCHIVED);
            return refusal.orElseGet(() ->
                    turned(handle, job, number, State.DISCARDED, actor, "topology.discard", null, before.orElse(null)));
        });
    }

    /// Deletes a discarded version that no kept run is bound to.
    public Outcome delete(Job job, int number, int from, Actor actor) {
        return changing(job, handle -> {
            Optional<TopologyVersion> before = find(handle, job.id(), number);
            Optional<Outcome> refusal = refusal(before, from, State.DISCARDED);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            int bound = handle.createQuery(
                            "select count(*) from topology_bound where job_id = :job and number = :number")
                    .bind("job", job.id().value())
                    .bind("number", number)
                    .mapTo(Integer.class)
                    .one();
            if (bound > 0) {
                return new Outcome.NotNow("version " + number + " is that of " + bound + " runs that are kept");
            }
            handle.createUpdate("delete from topology_version where job_id = :job and number = :number")
                    .bind("job", job.id().value())
                    .bind("number", number)
                    .execute();
            audit(handle, job, number, actor, "topology.delete", null, before.orElse(null), null);
            return new Outcome.Deleted();
        });
    }

    private Outcome changing(Job job, java.util.function.Function<Handle, Outcome> change) {
        return database.transaction(handle -> {
            handle.createQuery("select id from job where id = :job for update")
                    .bind("job", job.id().value())
                    .mapTo(Long.class)
                    .findOne();
            return change.apply(handle);
        });
    }

    private static Optional<Outcome> refusal(Optional<TopologyVersion> version, int from, State... allowed) {
        if (version.isEmpty()) {
            return Optional.of(new Outcome.NotNow("there is no such version"));
        }
        if (version.get().revision() != from) {
            return Optional.of(new Outcome.Stale(version.get()));
        }
        boolean may = List.of(allowed).contains(version.get().state());
        return may
                ? Optional.empty()
                : Optional.of(new Outcome.NotNow("version " + version.get().number() + " is "
                        + version.get().state()));
    }

    private static Outcome turned(
            Handle handle,
            Job job,
            int number,
            State state,
            Actor actor,
            String action,
            @Nullable String note,
            @Nullable TopologyVersion before) {
        handle.createUpdate(
                        """
                        update topology_version set state = :state, revision = revision + 1, updated_by = :who,
                          updated_at = :now
                        where job_id = :job and number = :number""")
                .bind("state", state.name())
                .bind("who", actor.who())
                .bind("now", Sql.now(handle))
                .bind("job", job.id().value())
                .bind("number", number)
                .execute();
        TopologyVersion after = find(handle, job.id(), number).orElseThrow();
        audit(handle, job, number, actor, action, note, before, after);
        return new Outcome.Saved(after);
    }

    private static Outcome saved(
            Handle handle, Job job, int number, Actor actor, String action, @Nullable TopologyVersion before) {
        TopologyVersion after = find(handle, job.id(), number).orElseThrow();
        audit(handle, job, number, actor, action, null, before, after);
        return new Outcome.Saved(after);
    }

    private static void audit(
            Handle handle,
            Job job,
            int number,
            Actor actor,
            String action,
            @Nullable String reason,
            @Nullable TopologyVersion before,
            @Nullable TopologyVersion after) {
        AuditRepository.write(
                handle,
                actor,
                job.spec().instance(),
                action,
                "topology",
                job.spec().name() + " v" + number,
                reason,
                before == null ? null : TopologyJson.write(before.definition()),
                after == null ? null : TopologyJson.write(after.definition()));
    }

    private static List<TopologyVersion> all(Handle handle, JobId job) {
        return handle.createQuery(SELECT)
                .bind("job", job.value())
                .map((row, context) -> read(row))
                .list();
    }

    private static Optional<TopologyVersion> find(Handle handle, JobId job, int number) {
        return handle.createQuery(SELECT + " and number = :number")
                .bind("job", job.value())
                .bind("number", number)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static TopologyVersion read(ResultSet row) throws SQLException {
        Topology definition = Topology.blank();
        String flaw = null;
        try {
            definition = TopologyJson.read(row.getString("definition"));
        } catch (IllegalArgumentException e) {
            flaw = String.valueOf(e.getMessage());
        }
        return new TopologyVersion(
                new JobId(row.getLong("job_id")),
                row.getInt("number"),
                State.valueOf(row.getString("state")),
                row.getInt("baseline"),
                definition,
                row.getInt("revision"),
                row.getString("updated_by"),
                Sql.time(row, "updated_at"),
                flaw);
    }
}
