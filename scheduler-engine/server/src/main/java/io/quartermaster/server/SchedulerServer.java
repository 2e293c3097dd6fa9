package io.quartermaster.server;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.server.desk.LiveCalls;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.loop.Loop;
import io.quartermaster.server.message.MessageChannel;
import io.quartermaster.server.peer.PeerAddress;
import io.quartermaster.server.peer.PeerLink;
import io.quartermaster.server.peer.PeerSelf;
import io.quartermaster.server.peer.PeerSettings;
import io.quartermaster.store.Database;
import io.quartermaster.store.Schema;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.DrainRows;
import io.quartermaster.store.engine.Membership;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One scheduler server over a shared database. Servers of one cluster elect a leader among themselves; it shares the
/// slots of the jobs among them all, and each plans and fires the jobs of its own. Thread-safe.
///
/// ```java
/// try (Database database = Database.open(settings, 8);
///         SchedulerServer server = SchedulerServer.start(database, mine, InstantSource.system(), channel)) {
///     ...
/// }
/// ```
public final class SchedulerServer implements AutoCloseable {
    /// This build's version.
    public static final String VERSION = "1.0.0";

    private final Database database;
    private final SchedulerSettings settings;
    private final ServerParts parts;
    private final ServerLoops loops;
    private final LinkServer link;
    private final Draining draining;
    private final @Nullable PeerLink peers;
    private boolean ended;

    private SchedulerServer(
            Database database,
            SchedulerSettings settings,
            ServerParts parts,
            ServerLoops loops,
            LinkServer link,
            Draining draining,
            @Nullable PeerLink peers) {
        this.database = database;
        this.settings = settings;
        this.parts = parts;
        this.loops = loops;
        this.link = link;
        this.draining = draining;
        this.peers = peers;
    }

    /// Starts. The database and the channel stay the caller's and are to be closed after the server.
    ///
    /// @throws StoreException when the database does not answer, or its schema is not this build's
    /// @throws java.io.UncheckedIOException when a port is taken
    public static SchedulerServer start(
            Database database, SchedulerSettings settings, InstantSource machine, MessageChannel channel) {
        Schema.State state = database.schema().inspect();
        if (!(state instanceof Schema.State.Current)) {
            throw new StoreException.Fault("The schema is not the one this server works with: " + state, null);
        }
        LinkAddress address = new LinkAddress(settings);
        ServerParts parts = new ServerParts(database, settings, machine, channel, address);
        try {
            parts.watching.bind();
            parts.sessions.closeOf(settings.serverId(), "the server started anew");
            LinkServer link = LinkServer.start(
                    settings.link(), new DatabaseKeys(database.accessKeys()), parts.linkEvents, parts.clock);
            address.port = link.port();
            parts.clients.attach(link);
            Draining draining = new Draining(parts, settings, new DrainRows(database));
            PeerLink peers = peers(settings, parts, link, address);
            ServerLoops loops = new ServerLoops(parts, settings.cadence(), draining);
            loops.start();
            parts.watching.serve(loops.all());
            parts.log.started("server " + settings.serverId() + " " + VERSION + " of cluster " + settings.cluster()
                    + ", zone " + settings.zone() + ", started; clients link to "
                    + address.get().linkAddress());
            return new SchedulerServer(database, settings, parts, loops, link, draining, peers);
        } catch (RuntimeException e) {
            parts.watching.close();
            parts.timer.close();
            parts.log.close();
            throw e;
        }
    }

    private static @Nullable PeerLink peers(
            SchedulerSettings settings, ServerParts parts, LinkServer link, LinkAddress address) {
        PeerSettings wanted = settings.peers();
        if (wanted == null) {
            return null;
        }
        PeerSelf self = PeerSelf.started(settings.serverId(), settings.zone());
        PeerLink peers;
        try {
            peers = PeerLink.start(wanted, self, link, () -> others(settings, parts), parts.log, parts.clock);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
        address.peerAddress = settings.host() + ":" + peers.port();
        address.peerToken = self.token();
        parts.clients.attach(peers);
        parts.ledger.onStored(peers::tellEnded);
        peers.onEnded(run -> {
            parts.running.ended(run.record());
            parts.messages.ended(run.record());
        });
        return peers;
    }

    private static List<PeerAddress> others(SchedulerSettings settings, ServerParts parts) {
        return parts.membership.peers(settings.serverId()).stream()
                .map(peer -> new PeerAddress(peer.id(), peer.address(), peer.token()))
                .toList();
    }

    /// The port that clients link to.
    public int port() {
        return link.port();
    }

    /// The port of health and metrics; empty where there is none.
    public OptionalInt httpPort() {
        return parts.watching.port();
    }

    /// Whether this server leads its cluster now.
    public boolean leads() {
        return parts.leads.lead(parts.spread.ownLead()).isPresent();
    }

    /// Hears, once, that the server was asked to drain and has nothing left to do: it may be closed. Called on one of
    // the
    /// server's own threads, which must not close it.
    public void whenDrained(Runnable action) {
        draining.whenDrained(action);
    }

    /// The way to clients for work that is no firing.
    LiveCalls liveCalls(InstanceId instance) {
        LiveCalls calls = new LiveCalls(parts.clients, instance, parts.clock);
        parts.linkEvents.attach(calls::reported);
        return calls;
    }

    /// How many slots' jobs this server plans and fires now.
    public int slots() {
        return parts.keeper.tenure().isPresent() ? parts.tend.owned().size() : 0;
    }

    public Path logDirectory() {
        return settings.logDirectory();
    }

    /// Why log lines are being lost, for people; empty while all is well.
    public Optional<String> logProblem() {
        return parts.log.problem();
    }

    /// Has an event fire the job of that name, once for each `key`; the answer arrives in the command's row.
    ///
    /// @return empty when the instance has no such job
    public Optional<Command> fireEvent(InstanceId instance, String jobName, String key) {
        Actor actor = new Actor("event", settings.host());
        Optional<Command> command = parts.schedules.find(instance, jobName).map(job -> database.commands()
                .ask(job, Command.Kind.TRIGGER_EVENT, key, actor));
        loops.commands.wake();
        return command;
    }

    /// Looks now for what would be looked for soon: edits, commands, zone switches.
    public void look() {
        parts.tend.lookForEdits();
        loops.tend.wake();
        loops.commands.wake();
        loops.zones.wake();
    }

    /// Ends in this order: nothing more fires, nothing more comes in, what happened is stored, and only then are the
    /// lead and the slots given back. What fails on the way is logged and keeps nothing else from ending.
    @Override
    public synchronized void close() {
        if (ended) {
            return;
        }
        ended = true;
        parts.log.started("server " + settings.serverId() + " is closing");
        step("http", parts.watching::close);
        step("purge", loops.purge::close);
        step("watchdog", loops.watchdog::close);
        step("planning", loops.look::close);
        step("planning", loops.spread::close);
        step("planning", loops.tend::close);
        step("commands", loops.commands::close);
        step("commands", loops.wishes::close);
        step("watch", loops.watch::close);
        step("timer", parts.timer::close);
        step("messages", loops.messages::close);
        step("messages", parts.messages::close);
        parts.topologies.close();
        parts.work.close();
        step("topologies", loops.topologies::close);
        step("link", link::close);
        parts.ledger.close();
        step("ledger", loops.ledger::close);
        step("ledger", parts.ledger::store);
        step("peers", this::closePeers);
        step("progress", loops.progress::close);
        step("progress", parts.ledger::storeProgress);
        parts.story.close();
        step("stories", loops.story::close);
        step("stories", () -> parts.story.write(parts.keeper.epoch()));
        step("zones", loops.zones::close);
        step("sessions", loops.sessions::close);
        step("sessions", parts.sessionRows::write);
        step("sessions", () -> parts.sessions.closeOf(settings.serverId(), "the server closed"));
        step("monitor", loops.monitor::close);
        step("lease", loops.beat::close);
        step("lease", () -> parts.leads.releaseAll("the server closed"));
        step("lease", () -> parts.keeper.leave(draining.end().text()));
        parts.log.started("server " + settings.serverId() + " closed");
        parts.log.close();
    }

    /// Looks now whether old history is to be removed.
    void purge() {
        loops.purge.wake();
    }

    /// Whether this server fires that job now.
    boolean owns(JobId job) {
        return parts.keeper.tenure().isPresent() && parts.tend.owned().contains(job);
    }

    /// Whether a client of that application is linked to this server.
    boolean knows(String application) {
        return link.clients().stream().anyMatch(client -> client.application().equals(application));
    }

    /// Whether a client of that application is linked to this server or to one of its peers.
    boolean reaches(String application) {
        return knows(application)
                || (peers != null
                        && peers.clients().stream()
                                .anyMatch(client -> client.application().equals(application)));
    }

    /// Stops without a word to anybody, as a killed process would. For tests of what others do then.
    synchronized void die() {
        ended = true;
        parts.watching.close();
        loops.beat.close();
        loops.sessions.close();
        loops.ledger.close();
        parts.timer.close();
        loops.all().forEach(Loop::close);
        link.close();
        closePeers();
        parts.log.close();
    }

    private void closePeers() {
        if (peers != null) {
            peers.close();
        }
    }

    private void step(String what, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            parts.log.error("closing", what + " did not end well: " + e.getMessage(), "closing goes on", e);
        }
    }

    /// What the server says of itself; its port is known once the link listens.
    private static final class LinkAddress implements Supplier<Membership.Self> {
        private final SchedulerSettings settings;
        private volatile int port;
        private volatile @Nullable String peerAddress;
        private volatile @Nullable String peerToken;

        LinkAddress(SchedulerSettings settings) {
            this.settings = settings;
        }

        @Override
        public Membership.Self get() {
            return new Membership.Self(
                    settings.serverId(),
                    settings.host(),
                    settings.zone(),
                    settings.host() + ":" + port,
                    settings.logDirectory().toAbsolutePath().toString(),
                    VERSION,
                    peerAddress,
                    peerToken);
        }
    }
}
