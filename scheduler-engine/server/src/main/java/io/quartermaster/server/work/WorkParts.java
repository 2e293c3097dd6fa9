package io.quartermaster.server.work;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.Database;
import io.quartermaster.store.engine.Schedules;
import io.quartermaster.store.engine.WorkRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// What running cut-up work takes from the rest of a server.
///
/// @param grace how long a client may be away before its chunks are handed out again
public record WorkParts(
        Database database,
        TenureKeeper keeper,
        Predicate<JobId> owns,
        Schedules schedules,
        Clients clients,
        Zones zones,
        WriteLedger ledger,
        LogBook book,
        InstantSource clock,
        RandomGenerator random,
        Duration grace) {
    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    public RunWork together() {
        WorkRows rows = new WorkRows(database);
        WorkEnds ends = new WorkEnds(ledger, book, clock);
        CutUp cutUp = new CutUp(clients, zones);
        Function<JobId, Optional<Job>> jobs = known();
        LiveWorks live = new LiveWorks(rows, jobs, owns, cutUp, ends);
        SendChunks send = new SendChunks(clients);
        WatchWork watch = new WatchWork(clients, send, jobs, grace);
        HandOutWork handOut = new HandOutWork(clients, zones, random, send, watch, grace, ends::progress);
        TakeWork take = new TakeWork(rows, live);
        return new RunWork(keeper, rows, cutUp, live, take, handOut, ends, clock);
    }

    /// Looked up for every run many times a second, and it may be a second old. Confined to the loop.
    private Function<JobId, Optional<Job>> known() {
        record Seen(Optional<Job> job, Instant read) {}
        Map<JobId, Seen> seen = new HashMap<>();
        return id -> {
            Instant now = clock.instant();
            Seen latest = seen.get(id);
            if (latest == null || latest.read().plus(KNOWN_FOR).isBefore(now)) {
                latest = new Seen(schedules.find(id), now);
                seen.put(id, latest);
            }
            return latest.job();
        };
    }
}
