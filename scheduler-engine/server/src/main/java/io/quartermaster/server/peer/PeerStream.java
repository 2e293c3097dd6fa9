package io.quartermaster.server.peer;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quartermaster.server.peer.wire.CalleeFrame;
import io.quartermaster.server.peer.wire.CallerFrame;
import io.quartermaster.server.peer.wire.PeerGrpc;
import io.quartermaster.server.peer.wire.PeerPing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One attempt at a link to another server, from the connection to its end; the next attempt is a new object on a new
/// connection. Confined to the link's thread, which is also the one gRPC calls back on.
final class PeerStream implements ClientResponseObserver<CallerFrame, CalleeFrame> {
    /// What the owner of the stream hears of it. All on the link's thread.
    interface Events {
        /// Every frame but pings.
        void heard(PeerStream from, CalleeFrame frame);

        void writable();

        /// Exactly once, and last; never after [PeerStream#close()].
        void ended(String reason);
    }

    private final ManagedChannel channel;
    private final Events events;
    private @Nullable ClientCallStreamObserver<CallerFrame> out;
    private boolean welcome;
    private boolean over;
    private long heardNanos = System.nanoTime();

    PeerStream(ManagedChannel channel, Events events) {
        this.channel = channel;
        this.events = events;
    }

    void open() {
        PeerGrpc.newStub(channel).open(this);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<CallerFrame> requests) {
        out = requests;
        requests.setOnReadyHandler(events::writable);
    }

    @Override
    public void onNext(CalleeFrame frame) {
        heardNanos = System.nanoTime();
        if (!over && !frame.hasPing()) {
            try {
                events.heard(this, frame);
            } catch (IllegalArgumentException e) {
                end("it sent what cannot be read: " + e.getMessage());
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        Status status = Status.fromThrowable(thrown);
        String detail = status.getDescription();
        Throwable cause = status.getCause();
        String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
        end((detail == null ? status.getCode().toString() : detail) + why);
    }

    @Override
    public void onCompleted() {
        end("the other server ended the link");
    }

    void welcomed() {
        welcome = true;
    }

    boolean isWelcome() {
        return welcome && !over;
    }

    boolean isWritable() {
        return isWelcome() && out != null && out.isReady();
    }

    void send(CallerFrame frame) {
        if (!over && out != null) {
            out.onNext(frame);
        }
    }

    /// Sends a sign of life, and gives the peer up when there was none of it for too long.
    void tick(Duration frozenAfter) {
        long silent = System.nanoTime() - heardNanos;
        if (!over && silent > frozenAfter.toNanos()) {
            end("nothing heard for " + silent / 1_000_000 + " ms");
        } else if (isWritable()) {
            send(CallerFrame.newBuilder().setPing(PeerPing.getDefaultInstance()).build());
        }
    }

    void end(String reason) {
        if (!over) {
            close();
            events.ended(reason);
        }
    }

    /// Says nothing more; no event follows.
    void close() {
        over = true;
        if (out != null) {
            out.cancel("closed", null);
        }
        channel.shutdownNow();
    }
}
