package io.quartermaster.server.peer;

import com.google.protobuf.ByteString;
import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.peer.wire.Relay;
import io.quartermaster.server.peer.wire.RelayOutcome;
import io.quartermaster.server.peer.wire.Relays;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one peer's clients are still to be sent by way of that peer: a queue for each session, in order. At most a
/// window of each is under way, so a client that does not read holds up its own queue only; at the queue's bound its
/// senders wait. The queues take turns, and what goes out together goes in one frame.
///
/// When the stream breaks, nobody knows what of that which was under way arrived. It is sent again on the next stream,
/// which does no harm: a client runs a trigger id once. If no next stream comes, it counts as handed over, and not as
/// failed: the runs' session is gone with its server, and whoever looks after such runs finds out what became of them.
/// What was never sent fails with [ClientGone]. Thread-safe.
final class RelayQueue {
    /// Less than a client's own queue on its server holds.
    static final int WINDOW = 1_024;

    private static final int MAX_WAITING = 4_096;
    private static final int TURN = 32;

    private final Consumer<Runnable> telling;
    // All below are guarded by this.
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Deque<Lane> turns = new ArrayDeque<>();
    private final Map<Long, Pending> flying = new LinkedHashMap<>();
    private long last;
    private boolean ended;

    /// @param telling where senders are told what became of their dispatches
    RelayQueue(Consumer<Runnable> telling) {
        this.telling = telling;
    }

    /// Returns at once unless very many wait for that session already.
    CompletableFuture<Void> add(String session, ByteString dispatch) {
        CompletableFuture<Void> handedOver = new CompletableFuture<>();
        synchronized (this) {
            try {
                while (!ended && lane(session).waiting.size() >= MAX_WAITING) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.failedFuture(e);
            }
            if (ended) {
                return CompletableFuture.failedFuture(new ClientGone(session));
            }
            Lane lane = lane(session);
            lane.waiting.addLast(new Pending(session, dispatch, handedOver, false));
            takeTurn(lane);
        }
        return handedOver;
    }

    /// The next frame, or null when there is nothing that may be sent now.
    synchronized @Nullable Relays nextFrame() {
        Relays.Builder frame = Relays.newBuilder();
        int bytes = 0;
        while (!turns.isEmpty()
                && frame.getRelayCount() < LinkProtocol.FRAME_MESSAGES
                && bytes < LinkProtocol.FRAME_BYTES) {
            Lane lane = turns.removeFirst();
            lane.listed = false;
            for (int i = 0; i < TURN && lane.maySend() && bytes < LinkProtocol.FRAME_BYTES; i++) {
                Pending next = lane.waiting.removeFirst();
                bytes += next.dispatch().size();
                lane.flying++;
                flying.put(++last, next);
                frame.addRelay(Relay.newBuilder()
                        .setNumber(last)
                        .setSessionId(next.session())
                        .setDispatch(next.dispatch()));
            }
            takeTurn(lane);
        }
        if (frame.getRelayCount() == 0) {
            return null;
        }
        notifyAll();
        return frame.build();
    }

    /// The peer says what became of some.
    void outcomes(Collection<RelayOutcome> outcomes) {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            for (RelayOutcome outcome : outcomes) {
                Pending pending = flying.remove(outcome.getNumber());
                if (pending != null) {
                    Lane lane = lane(pending.session());
                    lane.flying--;
                    takeTurn(lane);
                    told.add(() -> tell(pending, outcome));
                    forgetIfIdle(lane);
                }
            }
        }
        tellAll(told);
    }

    /// The stream broke: what was under way comes first on the next one.
    synchronized void broken() {
        List<Pending> again = new ArrayList<>(flying.values());
        flying.clear();
        for (Pending pending : again.reversed()) {
            Lane lane = lane(pending.session());
            lane.flying = 0;
            lane.waiting.addFirst(pending.sentBefore());
            takeTurn(lane);
        }
    }

    /// The session is gone, so what was not sent to it need not be.
    void gone(String session) {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            Lane lane = lanes.get(session);
            if (lane != null) {
                giveUp(lane, told);
            }
        }
        tellAll(told);
    }

    /// The peer does not come back, or not in time.
    void giveUp() {
        List<Runnable> told = new ArrayList<>();
        synchronized (this) {
            broken();
            List.copyOf(lanes.values()).forEach(lane -> giveUp(lane, told));
        }
        tellAll(told);
    }

    /// Gives up for good: nothing is taken any more.
    void end() {
        synchronized (this) {
            ended = true;
        }
        giveUp();
    }

    private void giveUp(Lane lane, List<Runnable> told) {
        lane.waiting.forEach(pending -> told.add(() -> giveUp(pending)));
        lane.waiting.clear();
        forgetIfIdle(lane);
        notifyAll();
    }

    private static void giveUp(Pending pending) {
        if (pending.uncertain()) {
            pending.handedOver().complete(null);
        } else {
            pending.handedOver().completeExceptionally(new ClientGone(pending.session()));
        }
    }

    private static void tell(Pending pending, RelayOutcome outcome) {
        switch (outcome.getResult()) {
            case HANDED_OVER, UNRECOGNIZED -> pending.handedOver().complete(null);
            case CLIENT_GONE -> giveUp(pending);
            case REFUSED ->
                pending.handedOver().completeExceptionally(new IllegalArgumentException(outcome.getReason()));
        }
    }

    private void tellAll(List<Runnable> told) {
        if (!told.isEmpty()) {
            telling.accept(() -> told.forEach(Runnable::run));
        }
    }

    private Lane lane(String session) {
        return lanes.computeIfAbsent(session, Lane::new);
    }

    private void takeTurn(Lane lane) {
        if (!lane.listed && lane.maySend()) {
            lane.listed = true;
            turns.addLast(lane);
        }
    }

    private void forgetIfIdle(Lane lane) {
        if (lane.waiting.isEmpty() && lane.flying == 0) {
            lanes.remove(lane.session);
        }
    }

    /// Guarded by the queue.
    private static final class Lane {
        private final String session;
        private final Deque<Pending> waiting = new ArrayDeque<>();
        private int flying;
        private boolean listed;

        Lane(String session) {
            this.session = session;
        }

        boolean maySend() {
            return !waiting.isEmpty() && flying < WINDOW;
        }
    }

    /// @param uncertain whether it was sent before on a stream that broke
    private record Pending(String session, ByteString dispatch, CompletableFuture<Void> handedOver, boolean uncertain) {
        Pending sentBefore() {
            return new Pending(session, dispatch, handedOver, true);
        }
    }
}
