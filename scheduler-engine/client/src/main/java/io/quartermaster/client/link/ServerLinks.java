package io.quartermaster.client.link;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.quartermaster.client.ServerAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The links of one client to all its servers, and the runs they share. Thread-safe.
public final class ServerLinks {
    private final EventLoopGroup network;
    private final Executions executions;
    private final List<ServerConnection> connections;

    public ServerLinks(List<ServerAddress> servers, LinkSetup setup) {
        this.network =
                new MultiThreadIoEventLoopGroup(1, new NamedThreads("scheduler-network"), NioIoHandler.newFactory());
        this.executions = new Executions(setup.handlers(), setup.remoteExecute(), setup.clock());
        this.connections = servers.stream()
                .map(server -> new ServerConnection(server, setup, executions, network))
                .toList();
    }

    public void start() {
        connections.forEach(ServerConnection::start);
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
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
