package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Routing;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.CutUpWork;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.Sighting;
import io.quartermaster.store.engine.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends the work of nodes to clients, as the jobs they are instances of say. Confined to one loop.
final class SendNodes {
    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private final Schedules schedules;
    private final Clients clients;
    private final Zones zones;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<JobId, Known> known = new HashMap<>();
    private final Set<String> gathered = new HashSet<>();
    private final CutUpWork work;
    private long turn;

    private record Known(Optional<Job> job, Instant read) {}

    /// By this a node's work is sent when it is not one client that does it.
    static final String CUT_UP = "work";

    SendNodes(
            Schedules schedules,
            Clients clients,
            Zones zones,
            CutUpWork work,
            InstantSource clock,
            RandomGenerator random) {
        this.schedules = schedules;
        this.clients = clients;
        this.zones = zones;
        this.clock = clock;
        this.random = random;
        this.work = work;
    }

    /// What came of the choice of a client.
    sealed interface Choice {
        record To(Fact.Sent sent, Job job) implements Choice {}

        record Nowhere(String why) implements Choice {}
    }

    Optional<Job> job(JobId id) {
        Instant now = clock.instant();
        Known seen = known.get(id);
        if (seen == null || seen.read().plus(KNOWN_FOR).isBefore(now)) {
            seen = new Known(schedules.find(id), now);
            known.put(id, seen);
        }
        return seen.job();
    }

    Choice choose(TopologyRun run, NodeKey node) {
        NodeState now = run.node(node);
        Optional<Job> job = job(run.job(node));
        if (job.isEmpty()) {
            return new Choice.Nowhere("the job of this activity was deleted");
        }
        JobSpec spec = run.zone(node)
                .map(zone -> job.get().spec().withZones(new ZoneScope.Named(List.of(zone))))
                .orElse(job.get().spec());
        List<Routing.Candidate> there =
                clients.candidates(spec.instance(), Routing.Ask.first(spec).handler());
        Routing.Ask whole = Routing.Ask.first(spec);
        ZoneSwitch moves = zones.zoneSwitch(spec.instance());
        return switch (Routing.choose(spec, whole, there, moves, clients.ownZone(), turn++, random)) {
            case Routing.Outcome.Failed failed -> new Choice.Nowhere(failed.text() + ": " + failed.detail());
            case Routing.Outcome.Chosen chosen -> {
                if (spec.isCutUp()) {
                    String pieces = spec.application() + ", in pieces";
                    Fact.Sent sent = new Fact.Sent(node, now.pass(), now.attempt(), CUT_UP, pieces, chosen.drawn());
                    yield new Choice.To(sent, job.get());
                }
                String session = chosen.target().session();
                String client = clients.find(session)
                        .map(one -> one.application() + "@" + one.address())
                        .orElse(chosen.target().application());
                yield new Choice.To(
                        new Fact.Sent(node, now.pass(), now.attempt(), session, client, chosen.zone()), job.get());
            }
        };
    }

    boolean reachable(@Nullable String session) {
        return session != null
                && (session.equals(CUT_UP) || clients.find(session).isPresent());
    }

    /// Asks a client to stop a node's work. What becomes of it changes nothing any more: the node has ended.
    void stop(String session, NodeTrigger trigger) {
        if (session.equals(CUT_UP)) {
            work.stopNode(trigger.toString(), trigger.topology());
        } else {
            clients.ask(session, List.of(trigger.toString()), Sighting.Wish.STOP);
        }
    }

    /// Gathers it for the client; [#flush] sends it.
    CompletionStage<Void> gather(LiveRun live, Fact.Sent to, Job job) {
        Map<String, Object> params = new HashMap<>();
        try {
            job.spec().params().forEach(each -> params.put(each.name(), each.typed()));
        } catch (IllegalArgumentException e) {
            // spoiled by hand; it is this node's failure and must not become that of every run
            return CompletableFuture.failedFuture(e);
        }
        params.putAll(live.run.given(to.node()).values());
        String name = live.record.jobName() + "/" + to.node();
        if (to.session().equals(CUT_UP)) {
            String trigger = live.trigger(to.node()).toString();
            work.beginNode(live.record, trigger, name, job, to.zone(), params);
            return CompletableFuture.completedFuture(null);
        }
        Dispatch dispatch = new Dispatch(
                live.trigger(to.node()).toString(),
                live.record.trace(),
                name,
                job.spec().target(),
                true,
                params,
                0,
                1,
                live.record.due(),
                clock.instant());
        gathered.add(to.session());
        return clients.gather(to.session(), dispatch);
    }

    /// Sends what was gathered: a frame for each client, however many nodes it has to do.
    void flush() {
        clients.flush(gathered);
        gathered.clear();
    }
}
