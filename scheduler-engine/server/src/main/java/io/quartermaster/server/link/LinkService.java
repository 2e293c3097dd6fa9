package io.quartermaster.server.link;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.LinkGrpc;
import io.quartermaster.client.wire.ServerFrame;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// Makes a session of every stream a client opens. Thread-safe.
final class LinkService extends LinkGrpc.LinkImplBase {
    private static final Context.Key<String> ADDRESS = Context.key("client-address");

    /// What every session needs.
    record Parts(
            Sessions sessions, Handshake handshake, LinkListener listener, InstantSource clock, Executor senders) {}

    private final Parts parts;

    LinkService(Parts parts) {
        this.parts = parts;
    }

    @Override
    public StreamObserver<ClientFrame> open(StreamObserver<ServerFrame> responses) {
        String address = ADDRESS.get();
        ServerCallStreamObserver<ServerFrame> out = (ServerCallStreamObserver<ServerFrame>) responses;
        Outbound outbound = new Outbound(out, parts.senders());
        Session session = new Session(address, outbound, parts);
        out.setOnReadyHandler(outbound::drainSoon);
        out.setOnCancelHandler(() -> session.end("the link broke", Status.CANCELLED));
        session.challenge();
        return session;
    }

    /// gRPC tells a service who calls only by way of an interceptor.
    static ServerInterceptor addresses() {
        return new ServerInterceptor() {
            @Override
            public <Q, A> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
                SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
                Context context = Context.current().withValue(ADDRESS, text(remote));
                return Contexts.interceptCall(context, call, headers, next);
            }
        };
    }

    private static String text(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : String.valueOf(remote);
    }
}
