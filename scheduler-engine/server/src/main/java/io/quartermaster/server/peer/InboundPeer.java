package io.quartermaster.server.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.peer.wire.Answer;
import io.quartermaster.server.peer.wire.Ask;
import io.quartermaster.server.peer.wire.CalleeFrame;
import io.quartermaster.server.peer.wire.CallerFrame;
import io.quartermaster.server.peer.wire.End;
import io.quartermaster.server.peer.wire.Ends;
import io.quartermaster.server.peer.wire.PeerChallenge;
import io.quartermaster.server.peer.wire.PeerHello;
import io.quartermaster.server.peer.wire.PeerPing;
import io.quartermaster.server.peer.wire.PeerRefusal;
import io.quartermaster.server.peer.wire.PeerSession;
import io.quartermaster.server.peer.wire.PeerWelcome;
import io.quartermaster.server.peer.wire.Presence;
import io.quartermaster.server.peer.wire.RelayOutcome;
import io.quartermaster.server.peer.wire.RelayOutcomes;
import io.quartermaster.server.peer.wire.SignedPeerHello;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One server's stream to this one, from the challenge to its end. What it is to be told is not queued: it is
/// worked out from what there is whenever the stream takes more, so a caller that does not read costs no memory.
// Thread-safe.
final class InboundPeer implements StreamObserver<CallerFrame> {
    private static final SecureRandom NONCES = new SecureRandom();
    private static final int NONCE_BYTES = 32;

    private final String address;
    private final PeerDesk desk;
    private final ServerCallStreamObserver<CalleeFrame> out;
    private final RelayLanes lanes;
    private final RelayedQuestions questions;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final AtomicBoolean draining = new AtomicBoolean();
    private volatile long heardNanos = System.nanoTime();
    // All below are guarded by this, as is every use of out, which is not thread-safe.
    private final Set<String> told = new HashSet<>();
    private boolean presenceChanged = true;
    private List<RelayOutcome> outcomes = new ArrayList<>();
    private long endsSent;
    private @Nullable Caller caller;
    private boolean ended;

    /// Who was let in.
    record Caller(String serverId, EndNotes notes, Instant since) {}

    InboundPeer(String address, ServerCallStreamObserver<CalleeFrame> out, PeerDesk desk) {
        this.address = address;
        this.out = out;
        this.desk = desk;
        this.lanes = new RelayLanes(desk.link(), this::happened);
        this.questions = new RelayedQuestions(desk.link(), this::drainSoon);
    }

    synchronized void challenge() {
        NONCES.nextBytes(nonce);
        out.onNext(CalleeFrame.newBuilder()
                .setChallenge(PeerChallenge.newBuilder().setNonce(ByteString.copyFrom(nonce)))
                .build());
    }

    @Override
    public void onNext(CallerFrame frame) {
        heardNanos = System.nanoTime();
        Caller as = caller();
        if (as == null) {
            greeted(frame.getHello());
            return;
        }
        switch (frame.getBodyCase()) {
            case RELAYS -> frame.getRelays().getRelayList().forEach(lanes::take);
            case ASK -> asked(frame.getAsk());
            case ENDS_SEEN -> as.notes().seen(frame.getEndsSeen().getUpTo());
            case HELLO, PING, BODY_NOT_SET -> {
                // a second hello changes nothing; of a ping it only matters that it came
            }
        }
    }

    private void greeted(SignedPeerHello signed) {
        byte[] bytes = signed.getHello().toByteArray();
        String expected = PeerProof.ofHello(desk.self().token(), nonce, bytes);
        PeerHello hello;
        try {
            hello = PeerHello.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            refuse(null, "the hello cannot be read");
            return;
        }
        if (!PeerProof.same(expected, signed.getSignature())) {
            refuse(hello.getServerId(), "server[" + address + "] has no auth");
        } else if (hello.getProtocol() != PeerForms.PROTOCOL) {
            refuse(hello.getServerId(), "protocol " + hello.getProtocol() + " is not spoken here");
        } else {
            welcome(hello);
        }
    }

    private void welcome(PeerHello hello) {
        synchronized (this) {
            if (ended) {
                return;
            }
            Instant now = desk.clock().instant();
            caller = new Caller(hello.getServerId(), desk.notes(hello.getServerId(), hello.getIncarnation()), now);
            String proof =
                    PeerProof.ofWelcome(desk.self().token(), hello.getNonce().toByteArray());
            out.onNext(CalleeFrame.newBuilder()
                    .setWelcome(PeerWelcome.newBuilder().setProof(proof))
                    .build());
        }
        desk.log().connected(address, hello.getServerId(), PeerLog.Way.FROM, null, "it knows this server's token");
        desk.welcomed(this, hello.getServerId());
        drainSoon();
    }

    private void refuse(@Nullable String serverId, String reason) {
        desk.log().refused(address, serverId, PeerLog.Way.FROM, reason);
        synchronized (this) {
            if (!ended) {
                out.onNext(CalleeFrame.newBuilder()
                        .setRefusal(PeerRefusal.newBuilder().setReason(reason))
                        .build());
            }
        }
        end(reason, Status.OK);
    }

    synchronized @Nullable Caller caller() {
        return caller;
    }

    /// This server's clients are others now.
    void presenceChanged() {
        synchronized (this) {
            presenceChanged = true;
        }
        drainSoon();
    }

    private void happened(RelayOutcome outcome) {
        synchronized (this) {
            outcomes.add(outcome);
        }
        drainSoon();
    }

    private void asked(Ask ask) {
        try {
            questions.ask(ask);
        } catch (IllegalArgumentException e) {
            end("it asked what cannot be read", Status.INVALID_ARGUMENT);
        }
    }

    /// On another thread, so that what happens meanwhile joins the frame.
    void drainSoon() {
        if (draining.compareAndSet(false, true)) {
            try {
                desk.threads().calls().execute(this::drain);
            } catch (RejectedExecutionException closing) {
                end("this server is closing", Status.UNAVAILABLE);
            }
        }
    }

    private void drain() {
        draining.set(false);
        synchronized (this) {
            while (!ended && caller != null && out.isReady()) {
                CalleeFrame next = next(caller);
                if (next == null) {
                    return;
                }
                out.onNext(next);
            }
        }
    }

    /// Clients come first, so that nobody is told of what became of a client it never heard of.
    private @Nullable CalleeFrame next(Caller as) {
        Presence presence = nextPresence();
        if (presence != null) {
            return CalleeFrame.newBuilder().setPresence(presence).build();
        }
        Answer answer = questions.next();
        if (answer != null) {
            return CalleeFrame.newBuilder().setAnswer(answer).build();
        }
        if (!outcomes.isEmpty()) {
            List<RelayOutcome> taken = outcomes;
            outcomes = new ArrayList<>();
            return CalleeFrame.newBuilder()
                    .setOutcomes(RelayOutcomes.newBuilder().addAllOutcome(taken))
                    .build();
        }
        List<End> ends = as.notes().after(endsSent, LinkProtocol.FRAME_MESSAGES);
        if (ends.isEmpty()) {
            return null;
        }
        endsSent = ends.getLast().getNumber();
        return CalleeFrame.newBuilder()
                .setEnds(Ends.newBuilder().addAllEnd(ends))
                .build();
    }

    private @Nullable Presence nextPresence() {
        if (!presenceChanged) {
            return null;
        }
        presenceChanged = false;
        Map<String, ConnectedClient> now = new HashMap<>();
        desk.link().clients().forEach(client -> now.put(client.sessionId(), client));
        Presence.Builder frame = Presence.newBuilder();
        told.stream().filter(session -> !now.containsKey(session)).forEach(frame::addGone);
        told.retainAll(now.keySet());
        int bytes = 0;
        for (ConnectedClient client : now.values()) {
            if (bytes >= LinkProtocol.FRAME_BYTES) {
                presenceChanged = true;
                break;
            }
            if (told.add(client.sessionId())) {
                PeerSession session = PeerForms.toWire(client, desk.self().zone());
                bytes += session.getSerializedSize();
                frame.addCame(session);
            }
        }
        return frame.getCameCount() + frame.getGoneCount() == 0 ? null : frame.build();
    }

    @Override
    public void onError(Throwable thrown) {
        end("the link broke: " + Status.fromThrowable(thrown).getCode(), Status.CANCELLED);
    }

    @Override
    public void onCompleted() {
        end("the other server ended the link", Status.OK);
    }

    /// Sends a sign of life, and gives the caller up when there was none of it for too long.
    void tick(Duration frozenAfter) {
        long silent = System.nanoTime() - heardNanos;
        if (silent > frozenAfter.toNanos()) {
            end("nothing heard for " + silent / 1_000_000 + " ms", Status.CANCELLED);
            return;
        }
        synchronized (this) {
            if (!ended && caller != null && out.isReady()) {
                out.onNext(CalleeFrame.newBuilder()
                        .setPing(PeerPing.getDefaultInstance())
                        .build());
            }
        }
    }

    void end(String reason, Status status) {
        Caller was;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            was = caller;
            close(status.withDescription(reason));
        }
        lanes.end();
        desk.ended(this);
        if (was != null) {
            desk.log().disconnected(address, was.serverId(), PeerLog.Way.FROM, was.since(), reason);
        }
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
}
