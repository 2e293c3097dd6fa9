package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Routing;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.store.engine.Claims;
import io.quartermaster.store.engine.Claims.Verdict;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What becomes of a planned record whose time has come: obeys the job as it stands now, then its policies, then finds
/// it a zone and a client. Thread-safe; asks no database.
public final class Decide implements Claims.Decision {
    private final Clients clients;
    private final Zones zones;
    private final InstantSource clock;
    private final Duration missedAfter;
    private final RandomGenerator random;
    private final Map<Long, AtomicLong> turns = new ConcurrentHashMap<>();
    private final Map<RecordId, Route> routes = new ConcurrentHashMap<>();

    public Decide(Clients clients, Zones zones, InstantSource clock, Duration missedAfter, RandomGenerator random) {
        this.clients = clients;
        this.zones = zones;
        this.clock = clock;
        this.missedAfter = missedAfter;
        this.random = random;
    }

    /// How a record found its way, for its story.
    ///
    /// @param session null for a message
    record Route(String zone, @Nullable String session, String story) {}

    /// How a record that was decided found its way; once.
    Optional<Route> takeRoute(RecordId record) {
        return Optional.ofNullable(routes.remove(record));
    }

    @Override
    public Verdict of(LedgerRow row, @Nullable Job job, boolean running) {
        TriggerReason reason = row.record().reason();
        if (job == null) {
            return reason == TriggerReason.TIMING
                    ? new Verdict.Withdraw()
                    : new Verdict.Skip("the job was deleted before it could fire");
        }
        if (reason == TriggerReason.TIMING && (!job.enabled() || job.version() != row.jobVersion())) {
            return job.enabled() && !row.record().due().isAfter(job.updatedAt())
                    ? new Verdict.Leave()
                    : new Verdict.Withdraw();
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
            String story = "zone " + draw.drawn() + " of " + home + " drawn, after the switch " + draw.zone();
            routes.put(row.record().id(), new Route(draw.zone(), null, story));
            return new Verdict.Fire(draw.zone(), null, null, now, null);
        }
        long turn =
                turns.computeIfAbsent(job.id().value(), id -> new AtomicLong()).getAndIncrement();
        Routing.Outcome outcome = Routing.choose(job.spec(), clients.candidates(job.spec()), zoneSwitch, turn, random);
        return switch (outcome) {
            case Routing.Outcome.Failed failed -> {
                routes.put(row.record().id(), new Route("", null, failed.text() + ": " + failed.detail()));
                yield new Verdict.Fail(failed.text(), now);
            }
            case Routing.Outcome.Chosen chosen -> fire(row, job, now, chosen);
        };
    }

    private Verdict fire(LedgerRow row, Job job, Instant now, Routing.Outcome.Chosen chosen) {
        String session = chosen.target().session();
        String client = clients.find(session)
                .map(one -> one.application() + "@" + one.address())
                .orElse(chosen.target().application());
        clients.began(session);
        String story = "zone " + chosen.drawn() + " drawn, after the switch " + chosen.zone() + ", "
                + chosen.candidates() + " candidate(s), "
                + job.spec().policies().routing() + " chose " + client;
        routes.put(row.record().id(), new Route(chosen.zone(), session, story));
        Duration timeout = job.spec().policies().timeout();
        return new Verdict.Fire(chosen.zone(), client, session, now, timeout.isZero() ? null : now.plus(timeout));
    }
}
