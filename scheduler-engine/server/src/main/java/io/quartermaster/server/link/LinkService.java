package io.quartermaster.server.link;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.LinkGrpc;
import io.quartermaster.client.wire.ServerFrame;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// Makes a session of every stream a client opens. Thread-safe.
final class LinkService extends LinkGrpc.LinkImplBase {
    /// What every session needs.
    record Parts(
            Sessions sessions, Handshake handshake, LinkListener listener, InstantSource clock, Executor senders) {}

    private final Parts parts;

    LinkService(Parts parts) {
        this.parts = parts;
    }

    @Override
    public StreamObserver<ClientFrame> open(StreamObserver<ServerFrame> responses) {
        String address = CallerAddress.ofThisCall();
        ServerCallStreamObserver<ServerFrame> out = (ServerCallStreamObserver<ServerFrame>) responses;
        Outbound outbound = new Outbound(out, parts.senders());
        Session session = new Session(address, outbound, parts);
        out.setOnReadyHandler(outbound::drainSoon);
        out.setOnCancelHandler(() -> session.end("the link broke", Status.CANCELLED));
        session.challenge();
        return session;
    }
}
