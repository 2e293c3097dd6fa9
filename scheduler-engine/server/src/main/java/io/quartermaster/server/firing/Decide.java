package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Routing;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
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
        record Fail(String why, String decision, Instant at) implements Verdict {}

        /// It is carried out.
        ///
        /// @param client null for a message
        /// @param session null for a message
        /// @param decision why it goes this way, for people
        record Fire(
                Job job,
                String zone,
                @Nullable String client,
                @Nullable String session,
                Instant at,
                @Nullable Instant deadline,
                String decision)
                implements Verdict {}
    }

    /// @param running whether another run of the job is EXECUTING or PAUSED
    Verdict of(LedgerRow row, @Nullable Job job, boolean running) {
        TriggerReason reason = row.record().reason();
        if (job == null) {
            return new Verdict.Skip("the job was deleted before it could fire, or its row cannot be read");
        }
        if (reason == TriggerReason.RETRY && !job.enabled()) {
            return new Verdict.Skip("the job was disabled before it could be tried again");
        }
        Instant now = clock.instant();
        if (missed(row, job, now)) {
            return new Verdict.Skip("missed: no server could fire it in time, and the job's policy is to ignore that");
        }
        if (running && job.spec().policies().exclusive()) {
            return new Verdict.Skip(
                    "another run of the job is still EXECUTING or PAUSED, and its runs exclude each other");
        }
        return route(row, job, now.isBefore(row.record().due()) ? row.record().due() : now);
    }

    private boolean missed(LedgerRow row, Job job, Instant now) {
        return row.record().reason() == TriggerReason.TIMING
                && job.spec().policies().missed() == Policies.Missed.IGNORE
                && row.record().due().isBefore(now.minus(missedAfter));
    }

    private Verdict route(LedgerRow row, Job job, Instant now) {
        ZoneSwitch zoneSwitch = zones.zoneSwitch(job.spec().instance());
        if (job.spec().type() == JobType.MESSAGE) {
            List<String> home = zones.of(job.spec().instance());
            Routing.ZoneDraw draw = Routing.zone(job.spec().zones(), home, zoneSwitch, random);
            String decision = "zone " + draw.drawn() + " of " + home + " drawn, after the switch " + draw.zone();
            return new Verdict.Fire(job, draw.zone(), null, null, now, null, policies(job) + decision);
        }
        long turn =
                turns.computeIfAbsent(job.id().value(), id -> new AtomicLong()).getAndIncrement();
        List<Routing.Candidate> candidates = clients.candidates(job.spec());
        Routing.Outcome outcome = Routing.choose(job.spec(), candidates, zoneSwitch, turn, random);
        return switch (outcome) {
            case Routing.Outcome.Failed failed ->
                arriving(row, job, candidates, now)
                        ? new Verdict.Wait(now.plus(AGAIN))
                        : new Verdict.Fail(failed.text(), policies(job) + failed.text() + ": " + failed.detail(), now);
            case Routing.Outcome.Chosen chosen -> fire(job, now, chosen);
        };
    }

    private boolean arriving(LedgerRow row, Job job, List<Routing.Candidate> candidates, Instant now) {
        return now.isBefore(arrival.started().plus(arrival.within()))
                && now.isBefore(row.record().due().plus(arrival.patience()))
                && candidates.stream()
                        .noneMatch(one -> one.application().equals(job.spec().application()));
    }

    private Verdict fire(Job job, Instant now, Routing.Outcome.Chosen chosen) {
        String session = chosen.target().session();
        String client = clients.find(session)
                .map(one -> one.application() + "@" + one.address())
                .orElse(chosen.target().application());
        String decision = "zone " + chosen.drawn() + " drawn, after the switch " + chosen.zone() + ", "
                + chosen.candidates() + " candidate(s), "
                + job.spec().policies().routing() + " chose " + client;
        Duration timeout = job.spec().policies().timeout();
        Instant deadline = timeout.isZero() ? null : now.plus(timeout);
        return new Verdict.Fire(job, chosen.zone(), client, session, now, deadline, policies(job) + decision);
    }

    private static String policies(Job job) {
        return job.spec().policies().exclusive() ? "exclusive, no other run was found; " : "";
    }
}
