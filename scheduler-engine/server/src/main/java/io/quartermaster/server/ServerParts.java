package io.quartermaster.server;

import io.quartermaster.model.RecordId;
import io.quartermaster.server.firing.AnswerCommands;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.CloseRuns;
import io.quartermaster.server.firing.Decide;
import io.quartermaster.server.firing.DispatchRuns;
import io.quartermaster.server.firing.FireDue;
import io.quartermaster.server.firing.LinkEvents;
import io.quartermaster.server.firing.SendMessages;
import io.quartermaster.server.firing.SessionRows;
import io.quartermaster.server.firing.Story;
import io.quartermaster.server.firing.Telling;
import io.quartermaster.server.firing.WatchRuns;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.leading.DatabaseClock;
import io.quartermaster.server.leading.LeaseKeeper;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.planning.ArmTimer;
import io.quartermaster.server.planning.PlanAhead;
import io.quartermaster.server.timing.DueTimer;
import io.quartermaster.store.Database;
import io.quartermaster.store.engine.Claims;
import io.quartermaster.store.engine.ClientSessions;
import io.quartermaster.store.engine.Closings;
import io.quartermaster.store.engine.CommandInbox;
import io.quartermaster.store.engine.Leadership;
import io.quartermaster.store.engine.Membership;
import io.quartermaster.store.engine.Planning;
import io.quartermaster.store.engine.Pulse;
import io.quartermaster.store.engine.RunningRows;
import io.quartermaster.store.engine.Schedules;
import io.quartermaster.store.engine.Stories;
import io.quartermaster.store.engine.ZoneRows;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/// The parts of a server, put together once. Nothing moves before the loops are started.
final class ServerParts {
    private static final int FIRE_THREADS = 2;

    final LogBook log;
    final Troubles troubles;
    final DatabaseClock clock;
    final LeaseKeeper keeper;
    final ClientSessions sessions;
    final Schedules schedules;
    final Clients clients;
    final Zones zones;
    final Story story;
    final CloseRuns close;
    final SendMessages messages;
    final SessionRows sessionRows;
    final LinkEvents linkEvents;
    final DueTimer timer;
    final WatchRuns watch;
    final AnswerCommands commands;
    final Tend tend;
    final LookForWork look;

    private final FireDue fire;
    private final ArmTimer armer;

    ServerParts(
            Database database,
            SchedulerSettings settings,
            InstantSource machine,
            MessageChannel channel,
            Supplier<Membership.Self> self) {
        Cadence cadence = settings.cadence();
        SecureRandom random = new SecureRandom();
        log = LogBook.open(settings.logDirectory(), machine);
        troubles = new Troubles(log);
        clock = new DatabaseClock(machine);
        keeper = new LeaseKeeper(
                new Membership(database),
                new Leadership(database),
                self,
                settings.cluster(),
                cadence.lease(),
                clock,
                log);
        sessions = new ClientSessions(database);
        schedules = new Schedules(database);
        clients = new Clients(settings.zone());
        zones = new Zones(new ZoneRows(database), database.config()::knownZones, settings.zone(), log);
        story = new Story(new Stories(database));
        Telling telling = Telling.of(story, log, clock);
        close = new CloseRuns(keeper, new Closings(database), clients, telling);
        messages = new SendMessages(channel, close, telling);
        sessionRows = new SessionRows(sessions, clients, settings.serverId(), clock);
        linkEvents = new LinkEvents(sessionRows, close, telling);
        DispatchRuns dispatch = new DispatchRuns(clients, close, telling);
        fire = new FireDue(
                keeper,
                new Claims(database),
                new Decide(clients, zones, clock, cadence.missedAfter(), random),
                dispatch,
                messages,
                close,
                telling);
        timer = DueTimer.start("due", FIRE_THREADS, clock::onMachine, this::fire);
        Planning planning = new Planning(database);
        armer = new ArmTimer(planning, timer, clock, cadence.horizon(), cadence.missedAfter());
        RunningRows running = new RunningRows(database);
        watch = new WatchRuns(running, schedules, clients, dispatch, close, telling, cadence.clientGrace());
        Traces traces = new Traces(clock, random);
        commands = new AnswerCommands(new CommandInbox(database), schedules, traces, clock, armer::arm);
        PlanAhead plan =
                new PlanAhead(schedules, planning, clock, traces, cadence.horizon(), cadence.missedAfter(), log);
        look = new LookForWork(keeper, new Pulse(database), clock, cadence.horizon());
        tend = new Tend(keeper, plan, armer, clients, sessions, running);
    }

    /// The timer's threads call here; what cannot be claimed is released, so that it is armed again.
    private void fire(List<RecordId> records) {
        try {
            fire.fire(records, armer::since);
        } catch (RuntimeException | Error e) {
            troubles.failed("fire", e, 1);
        } finally {
            armer.release(records);
        }
    }
}
