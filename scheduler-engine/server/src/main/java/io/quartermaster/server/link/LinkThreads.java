package io.quartermaster.server.link;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Every thread of the link server. The pools' queues need no bound of their own: each stream has at most one task in
/// them.
///
/// @param calls runs what clients say, and with it the listener
/// @param senders puts dispatches into frames
/// @param watch sends the pings and finds the frozen
/// @param keys looks whether access keys and certificates are still the same; it waits for the database, and nobody
///     for it
record LinkThreads(
        EventLoopGroup accept,
        EventLoopGroup network,
        ExecutorService calls,
        ExecutorService senders,
        ScheduledExecutorService watch,
        ScheduledExecutorService keys)
        implements AutoCloseable {
    private static final int CALLS = 8;
    private static final int SENDERS = 2;
    private static final int NETWORK = 2;

    static LinkThreads start() {
        return new LinkThreads(
                new MultiThreadIoEventLoopGroup(1, named("link-accept"), NioIoHandler.newFactory()),
                new MultiThreadIoEventLoopGroup(NETWORK, named("link-network"), NioIoHandler.newFactory()),
                Executors.newFixedThreadPool(CALLS, named("link-call")),
                Executors.newFixedThreadPool(SENDERS, named("link-send")),
                Executors.newSingleThreadScheduledExecutor(named("link-watch")),
                Executors.newSingleThreadScheduledExecutor(named("link-keys")));
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        keys.shutdownNow();
        senders.shutdown();
        calls.shutdown();
        accept.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
