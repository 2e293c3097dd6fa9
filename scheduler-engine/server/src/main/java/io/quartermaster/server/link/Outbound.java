package io.quartermaster.server.link;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.client.wire.Acks;
import io.quartermaster.client.wire.Dispatches;
import io.quartermaster.client.wire.ServerFrame;
import io.quartermaster.client.wire.WireDispatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// What one client is still to be sent. Dispatches wait here while the client does not read, up to a bound at which the
/// next one's sender waits too; those that wait together go out together in one frame. Small control frames go out at
/// once, since there are never more of them than the client caused itself. Thread-safe.
final class Outbound {
    private static final int MAX_WAITING = 4_096;

    private final ServerCallStreamObserver<ServerFrame> out;
    private final Executor senders;
    private final AtomicBoolean draining = new AtomicBoolean();
    // Held for every use of out, which is not thread-safe; taken before this, never within it. Whoever adds needs only
    // this, and so does not wait while a frame is made and handed over.
    private final Object sending = new Object();
    // Guarded by this.
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<String> acks = new ArrayList<>();
    private boolean ended;

    Outbound(ServerCallStreamObserver<ServerFrame> out, Executor senders) {
        this.out = out;
        this.senders = senders;
    }

    /// Returns at once unless very many wait already. Goes out soon.
    CompletableFuture<Void> add(String sessionId, WireDispatch dispatch) {
        CompletableFuture<Void> handedOver = gather(sessionId, dispatch);
        drainSoon();
        return handedOver;
    }

    /// As [#add], but goes out with the next one that does, or with [#drain()]; at the latest when it fills a frame.
    CompletableFuture<Void> gather(String sessionId, WireDispatch dispatch) {
        CompletableFuture<Void> handedOver = new CompletableFuture<>();
        int gathered;
        synchronized (this) {
            try {
                while (!ended && waiting.size() >= MAX_WAITING) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
            if (ended) {
                return CompletableFuture.failedFuture(new ClientGone(sessionId));
            }
            waiting.addLast(new Waiting(sessionId, dispatch, handedOver));
            gathered = waiting.size();
        }
        if (gathered >= LinkProtocol.FRAME_MESSAGES) {
            drainSoon();
        }
        return handedOver;
    }

    /// Acknowledgements that come together go out together, and do not wait for the client to read; there are never
    /// more of them than reports it sent.
    void acknowledge(String triggerId) {
        synchronized (this) {
            acks.add(triggerId);
        }
        drainSoon();
    }

    void control(ServerFrame frame) {
        synchronized (sending) {
            if (!isEnded()) {
                out.onNext(frame);
            }
        }
    }

    /// For a sign of life: whoever does not read needs none, and it must not pile up.
    void controlIfRead(ServerFrame frame) {
        synchronized (sending) {
            if (!isEnded() && out.isReady()) {
                out.onNext(frame);
            }
        }
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    /// On another thread, so that what is added meanwhile joins the frame.
    void drainSoon() {
        if (draining.compareAndSet(false, true)) {
            try {
                senders.execute(this::drain);
            } catch (RejectedExecutionException closing) {
                end(Status.UNAVAILABLE.withDescription("the server is closing"));
            }
        }
    }

    /// Sends what the client is ready to take, on the caller's thread. It does not wait for the network.
    void drain() {
        draining.set(false);
        List<Waiting> sent;
        do {
            synchronized (sending) {
                sendAcks();
                sent = sendFrame();
            }
            sent.forEach(each -> each.handedOver().complete(null));
        } while (!sent.isEmpty());
    }

    /// With `sending` held.
    private void sendAcks() {
        Acks.Builder frame = Acks.newBuilder();
        synchronized (this) {
            if (ended || acks.isEmpty()) {
                return;
            }
            frame.addAllTriggerId(acks);
            acks.clear();
        }
        out.onNext(ServerFrame.newBuilder().setAcks(frame).build());
    }

    /// With `sending` held, so that nothing ends the stream between the taking and the sending.
    private List<Waiting> sendFrame() {
        List<Waiting> taken = out.isReady() ? take() : List.of();
        if (!taken.isEmpty()) {
            Dispatches.Builder frame = Dispatches.newBuilder();
            taken.forEach(each -> frame.addDispatch(each.dispatch()));
            out.onNext(ServerFrame.newBuilder().setDispatches(frame).build());
        }
        return taken;
    }

    private synchronized List<Waiting> take() {
        List<Waiting> taken = new ArrayList<>();
        int bytes = 0;
        while (!ended
                && !waiting.isEmpty()
                && taken.size() < LinkProtocol.FRAME_MESSAGES
                && bytes < LinkProtocol.FRAME_BYTES) {
            Waiting next = waiting.removeFirst();
            bytes += next.dispatch().getSerializedSize();
            taken.add(next);
        }
        notifyAll();
        return taken;
    }

    /// Nothing goes out any more; what waited fails.
    ///
    /// @param status OK for an orderly end
    void end(Status status) {
        List<Waiting> left;
        synchronized (sending) {
            synchronized (this) {
                left = List.copyOf(waiting);
                waiting.clear();
                notifyAll();
                if (ended) {
                    return;
                }
                ended = true;
            }
            close(status);
        }
        left.forEach(each -> each.handedOver().completeExceptionally(new ClientGone(each.sessionId())));
    }

    private void close(Status status) {
        if (out.isCancelled()) {
            return;
        }
        if (status.isOk()) {
            out.onCompleted();
        } else {
            out.onError(status.asRuntimeException());
        }
    }

    private record Waiting(String sessionId, WireDispatch dispatch, CompletableFuture<Void> handedOver) {}
}
