package io.quartermaster.server.peer;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.quartermaster.server.peer.wire.CalleeFrame;
import io.quartermaster.server.peer.wire.CallerFrame;
import io.quartermaster.server.peer.wire.PeerChallenge;
import io.quartermaster.server.peer.wire.PeerGrpc;
import io.quartermaster.server.peer.wire.PeerSession;
import io.quartermaster.server.peer.wire.PeerWelcome;
import io.quartermaster.server.peer.wire.Presence;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Whoever listens where a server once did: it welcomes anybody and offers a client, to be sent what is for others.
final class FalsePeer extends PeerGrpc.PeerImplBase implements AutoCloseable {
    private final Server server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(this)
            .build();

    FalsePeer() throws IOException {
        server.start();
    }

    int port() {
        return server.getPort();
    }

    @Override
    public StreamObserver<CallerFrame> open(StreamObserver<CalleeFrame> out) {
        out.onNext(CalleeFrame.newBuilder()
                .setChallenge(PeerChallenge.getDefaultInstance())
                .build());
        out.onNext(CalleeFrame.newBuilder()
                .setWelcome(PeerWelcome.newBuilder().setProof("trust me"))
                .build());
        out.onNext(CalleeFrame.newBuilder()
                .setPresence(Presence.newBuilder()
                        .addCame(PeerSession.newBuilder()
                                .setSessionId("s")
                                .setInstance("000001")
                                .setApplication("settlement")))
                .build());
        return new StreamObserver<>() {
            @Override
            public void onNext(CallerFrame frame) {
                // it does not care
            }

            @Override
            public void onError(Throwable thrown) {
                // it was not believed
            }

            @Override
            public void onCompleted() {
                out.onCompleted();
            }
        };
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
