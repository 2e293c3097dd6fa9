package io.quartermaster.server.topology;

import io.quartermaster.model.JobId;
import io.quartermaster.server.firing.AskClients;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.CutUpWork;
import io.quartermaster.server.firing.RunningRuns;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.store.Database;
import io.quartermaster.store.engine.NodeProgressRows;
import io.quartermaster.store.engine.RunningRows;
import io.quartermaster.store.engine.Schedules;
import io.quartermaster.store.engine.TopologyLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// What running topologies takes from the rest of a server.
///
/// @param grace how long a client may be away before its work counts as lost
public record TopologyParts(
        Database database,
        TenureKeeper keeper,
        Predicate<JobId> owns,
        Schedules schedules,
        Clients clients,
        Zones zones,
        CutUpWork work,
        WriteLedger ledger,
        RunningRuns running,
        InstantSource clock,
        RandomGenerator random,
        Duration grace,
        String serverId) {
    public RunTopologies together() {
        TopologyLog log = new TopologyLog(database);
        RunningRows rows = new RunningRows(database);
        LiveRuns live = new LiveRuns(
                log,
                rows,
                database.records(),
                new Bindings(database.topologies(), database.config()),
                ledger,
                schedules::find,
                owns,
                clock);
        SendNodes send = new SendNodes(schedules, clients, zones, work, clock, random);
        CarryOut carryOut = new CarryOut(send, new SeekNodes(new AskClients(clients)), ledger, running, rows, grace);
        NodeProgress progress = new NodeProgress(new NodeProgressRows(database), clock);
        return new RunTopologies(keeper, owns, log, live, carryOut, ledger, progress, clock, serverId);
    }
}
