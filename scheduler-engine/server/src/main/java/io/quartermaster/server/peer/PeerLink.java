package io.quartermaster.server.peer;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.link.WireForms;
import io.quartermaster.server.log.LogBook;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// One server's links to all others of its database: the clients that are linked to them, dispatches to those, and word
/// of how the runs ended. Each server listens, and calls every other one; a call serves the caller's needs only, so
/// the two streams between two servers know nothing of each other. Who may call is whoever can read the database: the
/// secret is in the callee's row there, new with every start.
///
/// A server that is frozen is given up after [PeerSettings.Timings#frozenAfter()] of silence; its clients cannot be
/// reached until it is back, or they have linked elsewhere. Thread-safe.
public final class PeerLink implements AutoCloseable {
    private final PeerSelf self;
    private final PeerThreads threads;
    private final PeerLog log;
    private final PeerLinks links;
    private final PeerDesk desk;
    private final PeerServer server;
    private volatile EndedListener listener = run -> {};

    private PeerLink(
            PeerSettings settings,
            PeerSelf self,
            LinkServer link,
            Supplier<List<PeerAddress>> peers,
            PeerThreads threads,
            PeerLog log,
            InstantSource clock) {
        this.self = self;
        this.threads = threads;
        this.log = log;
        links = new PeerLinks(
                new PeerLinks.Shared(
                        self, PeerSelf.secret(), threads, settings.timings(), log, clock, this::heardOfEnd),
                peers);
        desk = new PeerDesk(self, link, threads, log, clock, links::lookSoon);
        server = PeerServer.start(settings, desk, threads);
    }

    /// Listens, and links to whoever `peers` names, now and whenever that changes.
    ///
    /// @param link where this server's own clients are
    /// @param peers the live servers; asked on a thread that may block, and may throw when it cannot tell
    /// @param clock dates what is logged
    /// @throws java.io.UncheckedIOException when the port is taken, or the address is not one of this host
    public static PeerLink start(
            PeerSettings settings,
            PeerSelf self,
            LinkServer link,
            Supplier<List<PeerAddress>> peers,
            LogBook book,
            InstantSource clock) {
        PeerThreads threads = PeerThreads.start();
        try {
            PeerLink started = new PeerLink(settings, self, link, peers, threads, new PeerLog(book), clock);
            started.begin(settings, link);
            return started;
        } catch (RuntimeException e) {
            threads.close();
            throw e;
        }
    }

    private void begin(PeerSettings settings, LinkServer link) {
        PeerSettings.Timings times = settings.timings();
        long every = Math.min(times.pingEvery().toMillis(), times.frozenAfter().toMillis() / 4);
        link.onClientsChanged(desk::presenceChanged);
        threads.link()
                .scheduleWithFixedDelay(() -> desk.tick(times.frozenAfter()), every, every, TimeUnit.MILLISECONDS);
        log.listening(settings.bindAddress() + ":" + port());
        links.onLook(desk::live);
        links.start();
    }

    /// The port really taken.
    public int port() {
        return server.port();
    }

    public String serverId() {
        return self.serverId();
    }

    /// The clients that are linked to other servers, each with its zone; one that is linked to several is there several
    /// times, in the order of the servers' ids.
    public List<ConnectedClient> clients() {
        return links.all().stream()
                .sorted((one, other) ->
                        one.peer().serverId().compareTo(other.peer().serverId()))
                .flatMap(one -> one.clients().stream())
                .toList();
    }

    /// A client that is linked to another server.
    public Optional<ConnectedClient> find(String session) {
        return links.having(session).flatMap(one -> one.find(session));
    }

    /// Sends a dispatch to a client of another server. Returns at once while fewer than some thousand wait for that
    /// client; beyond that it waits for room.
    ///
    /// @return completes when that server handed the dispatch to the transport, or when it got it and is gone for good
    ///     before it said so: then the client may or may not have it, and the run is one whose session is gone.
    ///     Fails with [ClientGone] when it surely did not get there, with IllegalArgumentException when the dispatch
    ///     is too large or holds a parameter that cannot travel.
    public CompletionStage<Void> send(String session, Dispatch dispatch) {
        Optional<PeerConnection> peer = links.having(session);
        if (peer.isEmpty()) {
            return CompletableFuture.failedFuture(new ClientGone(session));
        }
        try {
            ByteString wire = WireForms.toWire(dispatch).toByteString();
            return peer.get().send(session, wire);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Asks a client of another server about runs.
    ///
    /// @return fails with [ClientGone] when it cannot be reached, with TimeoutException when no answer comes in time
    public CompletableFuture<RunStates> ask(String session, Questions questions) {
        return links.having(session)
                .map(peer -> peer.ask(session, questions))
                .orElseGet(() -> CompletableFuture.failedFuture(new ClientGone(session)));
    }

    /// The one who hears of the ends of this server's runs that others stored.
    public void onEnded(EndedListener newListener) {
        listener = newListener;
    }

    /// Tells the server that dispatched a run that its end is stored here.
    ///
    /// @return whether there is such a server to tell; it may be this one, or gone
    public boolean tellEnded(String serverId, Ended run) {
        return !serverId.equals(self.serverId()) && desk.tell(serverId, run);
    }

    private void heardOfEnd(Ended run) {
        try {
            listener.ended(run);
        } catch (RuntimeException e) {
            // The edge of a listener: its failure is not the link's.
            log.odd("the end of record " + run.record() + " was not taken note of", "the link goes on", e);
        }
    }

    /// Ends every link; what waits for other servers' clients fails.
    @Override
    public void close() {
        String reason = "this server is closing";
        threads.look().shutdownNow();
        try {
            Future<List<ManagedChannel>> ending = threads.link().submit(() -> links.close(reason));
            for (ManagedChannel channel : ending.get(2, TimeUnit.SECONDS)) {
                channel.awaitTermination(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException closedBefore) {
            return;
        } catch (ExecutionException | TimeoutException e) {
            log.odd("the links to other servers did not end in order", "their threads are ended now", e);
        }
        server.close(reason);
        threads.close();
    }
}
