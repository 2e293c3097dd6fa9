package io.quartermaster.client.link;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.ServerPlace;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The links of one client to its servers, which come and go, and the runs they share. Thread-safe.
public final class ServerLinks {
    /// The head start of the servers of the client's own zone.
    private static final Duration HEAD_START = Duration.ofMillis(200);

    private final LinkSetup setup;
    private final EventLoopGroup network;
    private final Executions executions;
    private final Channels channels;
    private final NearestServers nearest;
    /// How long a server may be without a link before another is taken in its place, if there is one.
    private final Duration deadAfter;
    private final FindServers find;
    // All below are guarded by this.
    private final Map<ServerAddress, ServerConnection> connections = new LinkedHashMap<>();
    private boolean toldAgain;
    private boolean closed;

    public ServerLinks(KnownServers servers, LinkSetup setup) {
        this.setup = setup;
        this.network =
                new MultiThreadIoEventLoopGroup(1, new NamedThreads("scheduler-network"), NioIoHandler.newFactory());
        this.executions =
                new Executions(setup.handlers(), setup.remoteExecute(), setup.clock(), setup.journal(), setup.runs());
        this.channels = new Channels(setup.access(), network, setup.timings().frozenAfter());
        this.deadAfter = setup.timings().frozenAfter().plus(setup.timings().longestRetry());
        this.nearest = new NearestServers(setup.zone(), setup.identity().clientId(), servers.most());
        this.find = new FindServers(servers, nearest, this::isDead, this::become);
    }

    public void start() {
        find.start();
    }

    private synchronized boolean isDead(ServerAddress address) {
        ServerConnection connection = connections.get(address);
        return connection != null && connection.isDownFor(deadAfter);
    }

    /// Links to these, and to no others.
    private void become(List<ServerPlace> places) {
        List<ServerConnection> gone = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            boolean own = places.stream().anyMatch(nearest::isOwnZone);
            for (ServerPlace place : places) {
                if (!connections.containsKey(place.address())) {
                    ServerConnection made = new ServerConnection(place.address(), setup, executions, channels);
                    connections.put(place.address(), made);
                    made.start(own && !nearest.isOwnZone(place) ? HEAD_START : Duration.ZERO);
                }
            }
            Set<ServerAddress> wanted =
                    places.stream().map(ServerPlace::address).collect(Collectors.toSet());
            connections.values().removeIf(each -> {
                if (!wanted.contains(each.address())) {
                    gone.add(each);
                }
                return !wanted.contains(each.address());
            });
            if (!toldAgain) {
                toldAgain = true;
                setup.journal().kept().forEach(this::tellAgain);
            }
        }
        gone.forEach(each -> {
            ClientLogs.DEFAULT.info("server {} is no longer one to link to", each.address());
            each.retire(report -> tellOthers(each.address().toString(), report));
        });
    }

    /// What an earlier process finished and nobody acknowledged.
    private void tellAgain(RunJournal.Done done) {
        WireReport report = done.report();
        if (report == null) {
            return;
        }
        for (String server : done.servers()) {
            connections.values().stream()
                    .filter(each -> each.address().toString().equals(server))
                    .findFirst()
                    .ifPresentOrElse(each -> each.tell(report), () -> tellOthers(server, report));
        }
    }

    /// In place of a server that is no longer linked to all others are told: whichever of them hears it stores it.
    private void tellOthers(String server, WireReport report) {
        List<ServerConnection> others;
        synchronized (this) {
            others = List.copyOf(connections.values());
        }
        others.forEach(each -> {
            setup.journal().owed(report.getTriggerId(), each.address().toString());
            each.tell(report);
        });
        setup.journal().acknowledged(server, List.of(report.getTriggerId()));
    }

    /// Takes nothing more, lets what runs end and be reported, then lets go of every thread.
    ///
    /// @param grace how long handlers may take, and again how long servers may take to acknowledge
    public void close(Duration grace) {
        List<ServerConnection> last;
        synchronized (this) {
            closed = true;
            last = List.copyOf(connections.values());
        }
        find.close();
        last.forEach(ServerConnection::stopReading);
        if (!executions.close(grace)) {
            ClientLogs.ERROR.warn("handlers still ran {} ms after close; they are interrupted", grace.toMillis());
        }
        last.forEach(connection -> connection.close(grace));
        setup.journal().close();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
