package io.quartermaster.client.link;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The links of one client to all its servers, and the runs they share. Thread-safe.
public final class ServerLinks {
    private final LinkSetup setup;
    private final EventLoopGroup network;
    private final Executions executions;
    private final List<ServerConnection> connections;

    public ServerLinks(List<ServerAddress> servers, LinkSetup setup) {
        this.setup = setup;
        this.network =
                new MultiThreadIoEventLoopGroup(1, new NamedThreads("scheduler-network"), NioIoHandler.newFactory());
        this.executions =
                new Executions(setup.handlers(), setup.remoteExecute(), setup.clock(), setup.journal(), setup.runs());
        Channels channels =
                new Channels(setup.access(), network, setup.timings().frozenAfter());
        this.connections = servers.stream()
                .map(server -> new ServerConnection(server, setup, executions, channels))
                .toList();
    }

    public void start() {
        setup.journal().kept().forEach(this::tellAgain);
        connections.forEach(ServerConnection::start);
    }

    /// What an earlier process finished and nobody acknowledged. In place of a server that is no longer named all
    // others
    /// are told: whichever of them hears it stores it.
    private void tellAgain(RunJournal.Done done) {
        WireReport report = done.report();
        if (report == null) {
            return;
        }
        for (String server : done.servers()) {
            if (connections.stream().noneMatch(each -> each.address().toString().equals(server))) {
                connections.forEach(each -> {
                    setup.journal().owed(done.triggerId(), each.address().toString());
                    each.tell(report);
                });
                setup.journal().acknowledged(server, List.of(done.triggerId()));
            }
        }
        connections.stream()
                .filter(each -> done.servers().contains(each.address().toString()))
                .forEach(each -> each.tell(report));
    }

    /// Takes nothing more, lets what runs end and be reported, then lets go of every thread.
    ///
    /// @param grace how long handlers may take, and again how long servers may take to acknowledge
    public void close(Duration grace) {
        connections.forEach(ServerConnection::stopReading);
        if (!executions.close(grace)) {
            ClientLogs.ERROR.warn("handlers still ran {} ms after close; they are interrupted", grace.toMillis());
        }
        connections.forEach(connection -> connection.close(grace));
        setup.journal().close();
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
