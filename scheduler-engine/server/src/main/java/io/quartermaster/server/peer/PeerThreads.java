package io.quartermaster.server.peer;

import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Every thread of the link between servers, except those that wait for a slow client. The pools' queues need no bound
/// of their own: each stream has at most a task or two in them, and what is told is bounded by the windows.
///
/// @param calls takes in what callers say and puts what they are told into frames; never waits
/// @param link does everything about the links to others, and watches all; never waits
/// @param look reads the list of live servers, and waits for the database
/// @param tell tells this server's own parts what became of their dispatches; may wait for them
record PeerThreads(
        EventLoopGroup accept,
        EventLoopGroup network,
        ExecutorService calls,
        ScheduledThreadPoolExecutor link,
        ScheduledThreadPoolExecutor look,
        ExecutorService tell)
        implements AutoCloseable {
    private static final int CALLS = 2;

    static PeerThreads start() {
        return new PeerThreads(
                new MultiThreadIoEventLoopGroup(1, named("peer-accept"), NioIoHandler.newFactory()),
                new MultiThreadIoEventLoopGroup(1, named("peer-network"), NioIoHandler.newFactory()),
                Executors.newFixedThreadPool(CALLS, named("peer-call")),
                new ScheduledThreadPoolExecutor(1, named("peer-link")),
                new ScheduledThreadPoolExecutor(1, named("peer-look")),
                Executors.newSingleThreadExecutor(named("peer-tell")));
    }

    /// On the link's thread; nothing when all is being closed.
    void onLink(Runnable work) {
        try {
            link.execute(work);
        } catch (RejectedExecutionException closing) {
            // whatever it was about ends with the threads
        }
    }

    /// On the telling thread; on this one when all is being closed, since whoever waits for an answer must get it.
    void onTell(Runnable work) {
        try {
            tell.execute(work);
        } catch (RejectedExecutionException closing) {
            work.run();
        }
    }

    private static ThreadFactory named(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 1).factory();
    }

    @Override
    public void close() {
        look.shutdownNow();
        link.shutdownNow();
        calls.shutdown();
        tell.shutdown();
        accept.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
