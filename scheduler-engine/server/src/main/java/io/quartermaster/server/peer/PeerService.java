package io.quartermaster.server.peer;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quartermaster.server.link.CallerAddress;
import io.quartermaster.server.peer.wire.CalleeFrame;
import io.quartermaster.server.peer.wire.CallerFrame;
import io.quartermaster.server.peer.wire.PeerGrpc;

/// Makes an [InboundPeer] of every stream another server opens. Thread-safe.
final class PeerService extends PeerGrpc.PeerImplBase {
    private final PeerDesk desk;

    PeerService(PeerDesk desk) {
        this.desk = desk;
    }

    @Override
    public StreamObserver<CallerFrame> open(StreamObserver<CalleeFrame> responses) {
        ServerCallStreamObserver<CalleeFrame> out = (ServerCallStreamObserver<CalleeFrame>) responses;
        InboundPeer peer = new InboundPeer(CallerAddress.ofThisCall(), out, desk);
        desk.opened(peer);
        out.setOnReadyHandler(peer::drainSoon);
        out.setOnCancelHandler(() -> peer.end("the link broke", Status.CANCELLED));
        peer.challenge();
        return peer;
    }
}
