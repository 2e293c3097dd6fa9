package io.quartermaster.server.peer;

import com.google.protobuf.InvalidProtocolBufferException;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.LinkServer;
import io.quartermaster.server.peer.wire.Relay;
import io.quartermaster.server.peer.wire.RelayOutcome;
import io.quartermaster.server.peer.wire.RelayOutcome.Result;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Hands what one caller relays to this server's clients: for each client in order, on a virtual thread that waits when
/// that client has too much to do, and that no other client waits for. How much can lie here is bounded by the caller's
/// window for each session. Thread-safe.
final class RelayLanes {
    private final LinkServer link;
    private final Consumer<RelayOutcome> outcomes;
    // Guarded by this. A session has a lane while it has a thread.
    private final Map<String, Deque<Relay>> lanes = new HashMap<>();
    private boolean ended;

    RelayLanes(LinkServer link, Consumer<RelayOutcome> outcomes) {
        this.link = link;
        this.outcomes = outcomes;
    }

    synchronized void take(Relay relay) {
        if (ended) {
            return;
        }
        Deque<Relay> lane = lanes.get(relay.getSessionId());
        if (lane != null) {
            lane.addLast(relay);
            return;
        }
        Deque<Relay> opened = new ArrayDeque<>();
        opened.addLast(relay);
        lanes.put(relay.getSessionId(), opened);
        Thread.ofVirtual().name("peer-lane").start(() -> run(relay.getSessionId()));
    }

    /// What is not handed over yet never will be: the caller's next stream brings it again.
    synchronized void end() {
        ended = true;
        lanes.values().forEach(Deque::clear);
    }

    private void run(String session) {
        for (Relay next = next(session); next != null; next = next(session)) {
            Relay relay = next;
            handOver(relay).whenComplete((done, thrown) -> outcomes.accept(outcome(relay, thrown)));
        }
    }

    private synchronized @Nullable Relay next(String session) {
        Deque<Relay> lane = lanes.get(session);
        Relay next = lane == null ? null : lane.pollFirst();
        if (next == null) {
            lanes.remove(session);
        }
        return next;
    }

    private CompletionStage<Void> handOver(Relay relay) {
        try {
            return link.send(relay.getSessionId(), WireDispatch.parseFrom(relay.getDispatch()));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            // The edge of a task: whatever is wrong with this one, the next one's turn comes.
            return CompletableFuture.failedFuture(e);
        }
    }

    private static RelayOutcome outcome(Relay relay, @Nullable Throwable thrown) {
        RelayOutcome.Builder outcome = RelayOutcome.newBuilder().setNumber(relay.getNumber());
        if (thrown == null) {
            return outcome.setResult(Result.HANDED_OVER).build();
        }
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return outcome.setResult(cause instanceof ClientGone ? Result.CLIENT_GONE : Result.REFUSED)
                .setReason(String.valueOf(cause.getMessage()))
                .build();
    }
}
