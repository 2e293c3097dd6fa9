package io.quartermaster.server;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import io.quartermaster.client.link.HelloSignature;
import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.Hello;
import io.quartermaster.client.wire.LinkGrpc;
import io.quartermaster.client.wire.ServerFrame;
import io.quartermaster.client.wire.SignedHello;
import io.quartermaster.client.wire.WireHandler;
import io.quartermaster.client.wire.WireHandlerKind;
import io.quartermaster.testing.Eventually;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/// A client that offers handlers of whatever kinds the test says, which ours cannot, and runs nothing.
final class RawHandlers implements StreamObserver<ServerFrame>, AutoCloseable {
    /// So little fills it.
    private static final int WINDOW_BYTES = 65_535;

    private final ManagedChannel channel;
    private final CompletableFuture<byte[]> nonce = new CompletableFuture<>();
    private final List<ServerFrame> frames = new CopyOnWriteArrayList<>();

    private RawHandlers(TestServer server) {
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.server.port())
                .flowControlWindow(WINDOW_BYTES)
                .usePlaintext()
                .build();
    }

    static RawHandlers connect(TestServer server, String application, Map<String, WireHandlerKind> handlers) {
        RawHandlers client = new RawHandlers(server);
        return connect(server, application, handlers, client, client);
    }

    /// One that reads nothing after it was let in.
    static RawHandlers deaf(TestServer server, String application, Map<String, WireHandlerKind> handlers) {
        RawHandlers client = new RawHandlers(server);
        return connect(server, application, handlers, client, client.readingOnly(2));
    }

    private ClientResponseObserver<ClientFrame, ServerFrame> readingOnly(int count) {
        return new ClientResponseObserver<>() {
            @Override
            public void beforeStart(ClientCallStreamObserver<ClientFrame> requests) {
                requests.disableAutoRequestWithInitial(count);
            }

            @Override
            public void onNext(ServerFrame frame) {
                RawHandlers.this.onNext(frame);
            }

            @Override
            public void onError(Throwable thrown) {
                RawHandlers.this.onError(thrown);
            }

            @Override
            public void onCompleted() {
                RawHandlers.this.onCompleted();
            }
        };
    }

    private static RawHandlers connect(
            TestServer server,
            String application,
            Map<String, WireHandlerKind> handlers,
            RawHandlers client,
            StreamObserver<ServerFrame> reader) {
        StreamObserver<ClientFrame> out = LinkGrpc.newStub(client.channel).open(reader);
        Hello.Builder hello = Hello.newBuilder()
                .setProtocol(LinkProtocol.VERSION)
                .setAccessKey(server.key.accessKey())
                .setInstance(Jobs.INSTANCE.value())
                .setApplication(application)
                .setHost("10.9.9.9")
                .setProcessId(1)
                .setClientId("raw");
        handlers.forEach((name, kind) ->
                hello.addHandlers(WireHandler.newBuilder().setName(name).setKind(kind)));
        var signed = hello.build().toByteString();
        String signature = HelloSignature.of(server.key.secret(), client.nonce.join(), signed.toByteArray());
        out.onNext(ClientFrame.newBuilder()
                .setHello(SignedHello.newBuilder().setHello(signed).setSignature(signature))
                .build());
        Eventually.until("the server knows it", () -> server.server.knows(application));
        return client;
    }

    boolean dispatched() {
        return frames.stream().anyMatch(ServerFrame::hasDispatches);
    }

    @Override
    public void onNext(ServerFrame frame) {
        frames.add(frame);
        if (frame.hasChallenge()) {
            nonce.complete(frame.getChallenge().getNonce().toByteArray());
        }
    }

    @Override
    public void onError(Throwable thrown) {
        nonce.completeExceptionally(thrown);
    }

    @Override
    public void onCompleted() {
        // nothing more will be dispatched, and that is all it looks at
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
