package io.quartermaster.client.link;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.quartermaster.client.ClientTls;
import io.quartermaster.client.ServerAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Makes the connections of a client's links: plain or TLS, from the chosen interface. Thread-safe.
final class Channels {
    /// Small, so that what a busy client has not asked for yet waits at the server and not in the network's buffers.
    private static final int WINDOW_BYTES = 128 * 1024;

    private final LinkAccess access;
    private final EventLoopGroup network;
    private final Duration frozenAfter;

    Channels(LinkAccess access, EventLoopGroup network, Duration frozenAfter) {
        this.access = access;
        this.network = network;
        this.frozenAfter = frozenAfter;
    }

    /// @throws CannotConnect when the TLS files or the interface are not there now; later they may be
    ManagedChannel to(ServerAddress address, Executor link) throws CannotConnect {
        NettyChannelBuilder builder = NettyChannelBuilder.forAddress(address.host(), address.port())
                .eventLoopGroup(network)
                .channelType(NioSocketChannel.class)
                .executor(link)
                .offloadExecutor(link)
                .flowControlWindow(WINDOW_BYTES)
                // While nothing is read the silence of a server means nothing to the link; this still notices. gRPC
                // makes at least ten seconds of it.
                .keepAliveTime(frozenAfter.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(frozenAfter.toMillis(), TimeUnit.MILLISECONDS)
                .disableRetry();
        from(access.networkInterface(), builder);
        return secured(builder).build();
    }

    private NettyChannelBuilder secured(NettyChannelBuilder builder) throws CannotConnect {
        ClientTls tls = access.tls();
        if (tls == null) {
            return builder.usePlaintext();
        }
        try {
            builder.sslContext(TlsFiles.read(tls));
        } catch (IllegalArgumentException e) {
            throw new CannotConnect("the TLS files cannot be used: " + e.getMessage(), e);
        }
        String name = tls.serverName();
        return name == null ? builder : builder.overrideAuthority(name);
    }

    private static void from(@Nullable String networkInterface, NettyChannelBuilder builder) throws CannotConnect {
        if (networkInterface == null) {
            return;
        }
        List<InetAddress> own = addresses(networkInterface);
        builder.localSocketPicker(new NettyChannelBuilder.LocalSocketPicker() {
            @Override
            public @Nullable SocketAddress createSocketAddress(SocketAddress remote, io.grpc.Attributes attributes) {
                return own.stream()
                        .filter(address -> sameFamily(address, remote))
                        .findFirst()
                        .map(address -> new InetSocketAddress(address, 0))
                        .orElse(null);
            }
        });
    }

    private static List<InetAddress> addresses(String networkInterface) throws CannotConnect {
        try {
            // Asked every time: the addresses of an interface change.
            NetworkInterface found = NetworkInterface.getByName(networkInterface);
            if (found != null) {
                return found.inetAddresses().toList();
            }
            throw new CannotConnect(
                    "there is no network interface " + networkInterface + " now", new SocketException());
        } catch (SocketException e) {
            throw new CannotConnect("network interface " + networkInterface + " cannot be asked: " + e.getMessage(), e);
        }
    }

    private static boolean sameFamily(InetAddress own, SocketAddress remote) {
        return remote instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && inet.getAddress() instanceof Inet4Address == own instanceof Inet4Address;
    }
}
