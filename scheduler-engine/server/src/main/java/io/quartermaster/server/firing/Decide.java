package io.quartermaster.server.firing;

import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Routing;
import io.quartermaster.model.SkipReason;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What becomes of a planned record whose time has come: obeys the job as it stands, then its policies, then finds it a
/// zone and a client. Thread-safe; asks no database.
public final class Decide {
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final Clients clients;
    private final Zones zones;
    private final InstantSource clock;
    private final Duration missedAfter;
    private final RandomGenerator random;
    private final Arrival arrival;
    private final Map<Long, AtomicLong> turns = new ConcurrentHashMap<>();

    /// How long a server that just started waits for the clients it had before.
    ///
    /// @param started when it began to listen
    /// @param within clients that are still there come back within that
    /// @param patience so long after its due time a firing waits for them
    public record Arrival(Instant started, Duration within, Duration patience) {}

    public Decide(
            Clients clients,
            Zones zones,
            InstantSource clock,
            Duration missedAfter,
            RandomGenerator random,
            Arrival arrival) {
        this.clients = clients;
        this.zones = zones;
        this.clock = clock;
        this.missedAfter = missedAfter;
        this.random = random;
        this.arrival = arrival;
    }

    /// What becomes of a record.
    public sealed interface Verdict {
        record Skip(String why) implements Verdict {}

        /// Nobody can take it just now, but clients may still be on their way to a server that just started.
        record Wait(Instant until) implements Verdict {}

        /// It cannot be carried out.
        ///
        /// @param decision how that was found
        record Fail(String why, DecisionRecord decision, Instant at) implements Verdict {}

        /// It is carried out.
        ///
        /// @param zone several with commas between them, where a message goes to each
        /// @param client null for a message
        /// @param session null for a message
        /// @param decision why it goes this way
        record Fire(
                Job job,
                String zone,
                @Nullable String client,
                @Nullable String session,
                Instant at,
                @Nullable Instant deadline,
                DecisionRecord decision)
                implements Verdict {
            List<String> zones() {
                return List.of(zone.split(","));
            }
        }
    }

    /// @param running whether another run of the job is EXECUTING or PAUSED
    Verdict of(LedgerRow row, @Nullable Job job, boolean running) {
        TriggerReason reason = row.record().reason();
        if (job == null) {
            return new Verdict.Skip(SkipReason.DELETED.text());
        }
        if (reason == TriggerReason.RETRY && !job.enabled()) {
            return new Verdict.Skip(SkipReason.DISABLED.text());
        }
        Instant now = clock.instant();
        if (missed(row, job, now)) {
            return new Verdict.Skip(SkipReason.MISSED.text());
        }
        if (running && job.spec().policies().exclusive()) {
            return new Verdict.Skip(SkipReason.EXCLUDED.text());
        }
        return route(row, job, now.isBefore(row.record().due()) ? row.record().due() : now);
    }

    /// Another client for a run whose client went away before it got it; empty when there is none.
    ///
    /// @param without those that went away
    Optional<Verdict.Fire> elsewhere(Job job, Instant fired, Set<String> without) {
        List<Routing.Candidate> left = candidates(job).stream()
                .filter(one -> !without.contains(one.session()))
                .toList();
        return choose(job, left) instanceof Routing.Outcome.Chosen chosen
                        && fire(job, fired, chosen) instanceof Verdict.Fire fire
                ? Optional.of(fire)
                : Optional.empty();
    }

    private boolean missed(LedgerRow row, Job job, Instant now) {
        return row.record().reason() == TriggerReason.TIMING
                && job.spec().policies().missed() == Policies.Missed.IGNORE
                && row.record().due().isBefore(now.minus(missedAfter));
    }

    private Verdict route(LedgerRow row, Job job, Instant now) {
        if (job.spec().type() == JobType.MESSAGE || job.spec().type() == JobType.TOPOLOGY) {
            return broadcast(job, now);
        }
        List<Routing.Candidate> connected = candidates(job);
        return switch (choose(job, connected)) {
            case Routing.Outcome.Failed failed ->
                arriving(row, job, connected, now)
                        ? new Verdict.Wait(now.plus(AGAIN))
                        : new Verdict.Fail(failed.text(), nowhere(job, failed, connected.size()), now);
            case Routing.Outcome.Chosen chosen ->
                job.spec().isCutUp() ? cutUp(job, now, chosen, connected) : fire(job, now, chosen);
        };
    }

    private List<Routing.Candidate> candidates(Job job) {
        return clients.candidates(
                job.spec().instance(), Routing.Ask.first(job.spec()).handler());
    }

    /// Who takes its pieces is found one by one; here only where they are to be done, and that there is somebody.
    private Verdict cutUp(Job job, Instant now, Routing.Outcome.Chosen chosen, List<Routing.Candidate> candidates) {
        boolean each = job.spec().zones() instanceof ZoneScope.Each;
        ZoneSwitch moves = zones.zoneSwitch(job.spec().instance());
        String zone = each
                ? String.join(",", Routing.zones(job.spec(), Routing.Ask.first(job.spec()), candidates, moves))
                : chosen.drawn();
        DecisionRecord decision = new DecisionRecord(
                exclusive(job),
                List.of(),
                each ? zone : chosen.drawn(),
                each ? zone : chosen.zone(),
                chosen.candidates(),
                job.spec().policies().routing(),
                null,
                null,
                null);
        return new Verdict.Fire(job, zone, null, null, now, deadline(job, now), decision);
    }

    private Routing.Outcome choose(Job job, List<Routing.Candidate> candidates) {
        long turn =
                turns.computeIfAbsent(job.id().value(), id -> new AtomicLong()).getAndIncrement();
        ZoneSwitch zoneSwitch = zones.zoneSwitch(job.spec().instance());
        Routing.Ask whole = Routing.Ask.first(job.spec());
        return Routing.choose(job.spec(), whole, candidates, zoneSwitch, clients.ownZone(), turn, random);
    }

    private Verdict broadcast(Job job, Instant now) {
        List<String> home = zones.of(job.spec().instance());
        ZoneSwitch zoneSwitch = zones.zoneSwitch(job.spec().instance());
        // a message goes to each zone; a topology is one run, and its nodes find their zones themselves
        boolean one = job.spec().type() != JobType.MESSAGE && job.spec().zones() instanceof ZoneScope.Each;
        ZoneScope scope = one ? new ZoneScope.Shared() : job.spec().zones();
        List<Routing.ZoneDraw> draws = Routing.messageZones(scope, home, zoneSwitch, clients.ownZone(), random);
        DecisionRecord decision = DecisionRecord.message(exclusive(job), home, draws);
        String into = draws.stream().map(Routing.ZoneDraw::zone).collect(Collectors.joining(","));
        return new Verdict.Fire(job, into, null, null, now, deadline(job, now), decision);
    }

    private boolean arriving(LedgerRow row, Job job, List<Routing.Candidate> candidates, Instant now) {
        return now.isBefore(arrival.started().plus(arrival.within()))
                && now.isBefore(row.record().due().plus(arrival.patience()))
                && candidates.stream()
                        .noneMatch(one -> one.application().equals(job.spec().application()));
    }

    private static DecisionRecord nowhere(Job job, Routing.Outcome.Failed failed, int connected) {
        DecisionRecord.Failure failure = new DecisionRecord.Failure(
                failed.text(),
                failed.detail(),
                job.spec().application(),
                job.spec().target(),
                connected);
        return DecisionRecord.nowhere(exclusive(job), failed.draw(), failure);
    }

    private Verdict fire(Job job, Instant now, Routing.Outcome.Chosen chosen) {
        String session = chosen.target().session();
        String client = clients.find(session)
                .map(one -> one.application() + "@" + one.address())
                .orElse(chosen.target().application());
        DecisionRecord decision = new DecisionRecord(
                exclusive(job),
                List.of(),
                chosen.drawn(),
                chosen.zone(),
                chosen.candidates(),
                job.spec().policies().routing(),
                client,
                session,
                null);
        return new Verdict.Fire(job, chosen.zone(), client, session, now, deadline(job, now), decision);
    }

    private static @Nullable Instant deadline(Job job, Instant now) {
        Duration timeout = job.spec().policies().timeout();
        return timeout.isZero() ? null : now.plus(timeout);
    }

    private static boolean exclusive(Job job) {
        return job.spec().policies().exclusive();
    }
}
