package io.quartermaster.server.peer;

import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.quartermaster.server.link.CallerAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/// Listens for other servers. Thread-safe.
final class PeerServer {
    private static final int WINDOW_BYTES = 1 << 20;

    private final Server server;
    private final PeerDesk desk;

    private PeerServer(Server server, PeerDesk desk) {
        this.server = server;
        this.desk = desk;
    }

    /// @throws UncheckedIOException when the port is taken, or the address is not one of this host
    static PeerServer start(PeerSettings settings, PeerDesk desk, PeerThreads threads) {
        try {
            return new PeerServer(bound(settings, desk, threads), desk);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen for other servers on " + settings.bindAddress() + ":" + settings.port(), e);
        }
    }

    int port() {
        return server.getPort();
    }

    private static Server bound(PeerSettings settings, PeerDesk desk, PeerThreads threads) throws IOException {
        try {
            return listening(settings, settings.port(), desk, threads);
        } catch (IOException taken) {
            if (!settings.orAnyFree() || settings.port() == 0) {
                throw taken;
            }
            return listening(settings, 0, desk, threads);
        }
    }

    private static Server listening(PeerSettings settings, int port, PeerDesk desk, PeerThreads threads)
            throws IOException {
        long frozen = settings.timings().frozenAfter().toMillis();
        return NettyServerBuilder.forAddress(new InetSocketAddress(settings.bindAddress(), port))
                .bossEventLoopGroup(threads.accept())
                .workerEventLoopGroup(threads.network())
                .channelType(NioServerSocketChannel.class)
                .executor(threads.calls())
                .flowControlWindow(WINDOW_BYTES)
                .keepAliveTime(frozen, TimeUnit.MILLISECONDS)
                .keepAliveTimeout(frozen, TimeUnit.MILLISECONDS)
                .addService(ServerInterceptors.intercept(new PeerService(desk), CallerAddress.noted()))
                .build()
                .start();
    }

    void close(String reason) {
        server.shutdown();
        desk.close(reason);
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
