package io.quartermaster.server;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.server.firing.AnswerCommands;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.Decide;
import io.quartermaster.server.firing.DispatchRuns;
import io.quartermaster.server.firing.Figures;
import io.quartermaster.server.firing.FireDue;
import io.quartermaster.server.firing.LinkEvents;
import io.quartermaster.server.firing.RunningRuns;
import io.quartermaster.server.firing.SendAgain;
import io.quartermaster.server.firing.SendMessages;
import io.quartermaster.server.firing.SessionRows;
import io.quartermaster.server.firing.StopRuns;
import io.quartermaster.server.firing.Story;
import io.quartermaster.server.firing.Telling;
import io.quartermaster.server.firing.WatchRuns;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.leading.DatabaseClock;
import io.quartermaster.server.leading.LeadKeeper;
import io.quartermaster.server.leading.SpreadSlots;
import io.quartermaster.server.leading.TenureKeeper;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.planning.ArmedRuns;
import io.quartermaster.server.planning.PlanAhead;
import io.quartermaster.server.planning.TendSlots;
import io.quartermaster.server.timing.DueTimer;
import io.quartermaster.server.topology.CheckBegin;
import io.quartermaster.server.topology.RunTopologies;
import io.quartermaster.server.topology.TopologyParts;
import io.quartermaster.server.work.RunWork;
import io.quartermaster.server.work.WorkParts;
import io.quartermaster.store.Database;
import io.quartermaster.store.engine.AgainRows;
import io.quartermaster.store.engine.ClientSessions;
import io.quartermaster.store.engine.CommandInbox;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Leadership;
import io.quartermaster.store.engine.Ledger;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.Membership;
import io.quartermaster.store.engine.Planning;
import io.quartermaster.store.engine.Pulse;
import io.quartermaster.store.engine.RunningRows;
import io.quartermaster.store.engine.Schedules;
import io.quartermaster.store.engine.SlotRows;
import io.quartermaster.store.engine.Stories;
import io.quartermaster.store.engine.ZoneRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The parts of a server, put together once. Nothing moves before the loops are started.
final class ServerParts {
    private static final int FIRE_THREADS = 2;
    /// Clients try again within five seconds.
    private static final Duration ARRIVAL = Duration.ofSeconds(15);

    final LogBook log;
    final Troubles troubles;
    final DatabaseClock clock;
    final Membership membership;
    final TenureKeeper keeper;
    final LeadKeeper leads;
    final SpreadSlots spread;
    final ClientSessions sessions;
    final Schedules schedules;
    final Clients clients;
    final RunningRuns running;
    final ArmedRuns armed;
    final Zones zones;
    final Story story;
    final WriteLedger ledger;
    final SendMessages messages;
    final SessionRows sessionRows;
    final RunTopologies topologies;
    final RunWork work;
    final LinkEvents linkEvents;
    final DueTimer timer;
    final StopRuns stops;
    final WatchRuns watch;
    final AnswerCommands commands;
    final TendSlots tend;
    final LookForWork look;
    final Figures figures = new Figures();
    final WatchParts watching;

    private final FireDue fire;

    ServerParts(
            Database database,
            SchedulerSettings settings,
            InstantSource machine,
            MessageChannel channel,
            Supplier<Membership.Self> self) {
        Cadence cadence = settings.cadence();
        // Nothing secret is drawn here, and a secure source is slow and shared.
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        log = LogBook.open(settings.logDirectory(), machine);
        troubles = new Troubles(log);
        clock = new DatabaseClock(machine);
        sessions = new ClientSessions(database);
        schedules = new Schedules(database);
        clients = new Clients(settings.zone());
        running = new RunningRuns(clients);
        story = new Story(new Stories(database), log);
        Telling telling = Telling.of(story, log, clock);
        timer = DueTimer.start("due", FIRE_THREADS, clock, clock::onMachine, this::fire);
        armed = new ArmedRuns(timer);
        ledger = new WriteLedger(new Ledger(database), armed, running, telling, figures);
        membership = new Membership(database);
        keeper = new TenureKeeper(membership, self, this::doings, ledger::settled, cadence.lease(), clock, log);
        leads = new LeadKeeper(
                new Leadership(database), settings.serverId(), cadence.lease(), cadence.clockLimit(), clock, log);
        SlotRows slots = new SlotRows(database);
        spread = new SpreadSlots(membership, slots, leads, settings.cluster(), settings.zone(), settings.zoned(), log);
        zones = new Zones(new ZoneRows(database), database.config()::knownZones, settings.zone(), log);
        messages = new SendMessages(channel, ledger, telling);
        ledger.onEnd(messages::ended);
        sessionRows = new SessionRows(sessions, clients, settings.serverId(), clock);
        work = new WorkParts(
                        database,
                        keeper,
                        this::owns,
                        schedules,
                        clients,
                        zones,
                        ledger,
                        log,
                        clock,
                        random,
                        cadence.clientGrace())
                .together();
        topologies = new TopologyParts(
                        database,
                        keeper,
                        this::owns,
                        schedules,
                        clients,
                        zones,
                        work,
                        ledger,
                        running,
                        clock,
                        random,
                        cadence.clientGrace(),
                        settings.serverId())
                .together();
        work.attach(topologies);
        linkEvents = new LinkEvents(sessionRows, ledger, topologies, work, telling);
        DispatchRuns dispatch = new DispatchRuns(clients, ledger, telling);
        RunningRows rows = new RunningRows(database);
        stops = new StopRuns(clients, telling);
        fire = new FireDue(
                keeper,
                this::owns,
                armed,
                new Decide(
                        clients,
                        zones,
                        clock,
                        cadence.missedAfter(),
                        random,
                        new Decide.Arrival(clock.instant(), ARRIVAL, cadence.clientGrace())),
                running,
                rows,
                new FireDue.Ways(clients, dispatch, messages, topologies, work, ledger, stops),
                telling,
                figures);
        watch = new WatchRuns(
                rows,
                running,
                schedules,
                clients,
                dispatch,
                ledger,
                stops,
                new WatchRuns.Broadcasts(messages, zones),
                telling,
                cadence.clientGrace());
        Planning planning = new Planning(database);
        Traces traces = new Traces(clock, random);
        CommandInbox inbox = new CommandInbox(database);
        BiConsumer<LedgerRow, Job> arm = (row, job) -> armed.arm(List.of(row), Map.of(job.id(), job));
        commands = new AnswerCommands(
                inbox,
                schedules,
                traces,
                clock,
                new CheckBegin(database)::refusal,
                arm,
                work,
                new SendAgain(new AgainRows(database), inbox, clients, ledger, stops, telling, arm));
        PlanAhead plan = new PlanAhead(
                schedules,
                planning,
                armed,
                fire::settle,
                clock,
                traces,
                figures::missed,
                cadence.horizon(),
                cadence.missedAfter(),
                log);
        tend = new TendSlots(
                keeper,
                slots,
                plan,
                planning,
                schedules,
                armed,
                new TendSlots.Joints(
                        fire::settle,
                        (tenure, gained) -> {
                            takeOn(rows, tenure.fence(), gained);
                            topologies.lookForRuns();
                            work.lookForRuns();
                        },
                        this::handedOver,
                        this::letGo,
                        figures::missed),
                clock,
                new TendSlots.Spans(cadence.horizon(), cadence.missedAfter()),
                log);
        look = new LookForWork(
                this, new Pulse(database), cadence.horizon(), () -> !running.isEmpty() || !stops.isEmpty());
        watching = new WatchParts(this, database, settings);
    }

    private void takeOn(RunningRows rows, Fence fence, Slots gained) {
        running.takeOver(rows.running(fence), gained);
        stops.takeOver(rows.timedOut(fence, clock.instant().minus(StopRuns.LOOKED_BACK)), gained);
    }

    private void handedOver(Slots slots) {
        running.forget(slots);
        stops.forget(slots);
    }

    private void letGo() {
        running.clear();
        stops.clear();
    }

    private boolean owns(JobId job) {
        return tend.owned().contains(job);
    }

    private Membership.Doings doings() {
        return new Membership.Doings(clock.offset(), running.size(), figures.firedCount());
    }

    /// The timer's threads call here.
    private void fire(List<RecordId> records) {
        try {
            fire.fire(records);
        } catch (RuntimeException | Error e) {
            troubles.failed("fire", e, 1);
        }
    }
}
