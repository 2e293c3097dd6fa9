package io.quartermaster.server.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.quartermaster.client.link.BackOff;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.OpenQuestions;
import io.quartermaster.server.peer.wire.Answer;
import io.quartermaster.server.peer.wire.Ask;
import io.quartermaster.server.peer.wire.CalleeFrame;
import io.quartermaster.server.peer.wire.CallerFrame;
import io.quartermaster.server.peer.wire.End;
import io.quartermaster.server.peer.wire.EndsSeen;
import io.quartermaster.server.peer.wire.PeerHello;
import io.quartermaster.server.peer.wire.Presence;
import io.quartermaster.server.peer.wire.Relays;
import io.quartermaster.server.peer.wire.SignedPeerHello;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The link to one start of one other server, made again whenever it breaks. Everything about the stream happens on the
/// link's thread; asking for clients and sending is for any thread.
final class PeerConnection implements PeerStream.Events {
    private static final int WINDOW_BYTES = 1 << 20;

    private final PeerAddress peer;
    private final PeerLinks.Shared shared;
    private final RelayQueue queue;
    private final BackOff backOff;
    private final Map<String, ConnectedClient> clients = new ConcurrentHashMap<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final OpenQuestions<RunStates> questions = new OpenQuestions<>();
    // All below are confined to the link's thread.
    private @Nullable PeerStream stream;
    private @Nullable ManagedChannel channel;
    private String nonce = "";
    private @Nullable Instant connectedAt;
    private @Nullable Instant awaySince;
    private long brokeNanos;
    private @Nullable String lastComplaint;
    private long endsSeen;
    private boolean closed;

    PeerConnection(PeerAddress peer, PeerLinks.Shared shared) {
        this.peer = peer;
        this.shared = shared;
        this.queue = new RelayQueue(shared.threads()::onTell);
        this.backOff = new BackOff(
                shared.timings().firstRetry(), shared.timings().longestRetry(), RandomGenerator.getDefault());
    }

    PeerAddress peer() {
        return peer;
    }

    /// Those that can be reached by way of this peer now.
    Collection<ConnectedClient> clients() {
        return clients.values();
    }

    Optional<ConnectedClient> find(String session) {
        return Optional.ofNullable(clients.get(session));
    }

    CompletableFuture<Void> send(String session, ByteString dispatch) {
        CompletableFuture<Void> handedOver = queue.add(session, dispatch);
        flushSoon();
        return handedOver;
    }

    /// @return fails with TimeoutException, or with [ClientGone]
    CompletableFuture<RunStates> ask(String session, Questions asked) {
        return questions.ask(number -> shared.threads().onLink(() -> ask(number, session, asked)));
    }

    private void ask(long number, String session, Questions asked) {
        PeerStream current = stream;
        if (current == null || !current.isWelcome()) {
            questions.failed(number, new ClientGone(session));
            return;
        }
        current.send(CallerFrame.newBuilder()
                .setAsk(Ask.newBuilder().setNumber(number).setSessionId(session).setQuestions(asked.toByteString()))
                .build());
    }

    private void answered(PeerStream from, Answer answer) {
        if (answer.getClientGone()) {
            questions.failed(answer.getNumber(), new ClientGone(""));
            return;
        }
        try {
            questions.answered(answer.getNumber(), RunStates.parseFrom(answer.getRunStates()));
        } catch (InvalidProtocolBufferException e) {
            from.end("it answered what cannot be read");
        }
    }

    void connect() {
        if (closed) {
            return;
        }
        nonce = PeerSelf.secret();
        try {
            ManagedChannel made = NettyChannelBuilder.forAddress(peer.host(), peer.port())
                    .eventLoopGroup(shared.threads().network())
                    .channelType(NioSocketChannel.class)
                    .executor(shared.threads().link())
                    .offloadExecutor(shared.threads().calls())
                    .flowControlWindow(WINDOW_BYTES)
                    .disableRetry()
                    .usePlaintext()
                    .build();
            PeerStream opened = new PeerStream(made, this);
            channel = made;
            stream = opened;
            opened.open();
        } catch (IllegalArgumentException e) {
            ended("its address cannot be used: " + e.getMessage());
        }
    }

    @Override
    public void heard(PeerStream from, CalleeFrame frame) {
        switch (frame.getBodyCase()) {
            case CHALLENGE -> from.send(hello(frame.getChallenge().getNonce()));
            case WELCOME -> welcomed(from, frame.getWelcome().getProof());
            case REFUSAL -> from.end("refused: " + frame.getRefusal().getReason());
            case PRESENCE -> present(from, frame.getPresence());
            case OUTCOMES -> {
                queue.outcomes(frame.getOutcomes().getOutcomeList());
                flush();
            }
            case ANSWER -> answered(from, frame.getAnswer());
            case ENDS -> runsEnded(from, frame.getEnds().getEndList());
            case PING, BODY_NOT_SET -> {
                // that it came is all it says
            }
        }
    }

    private CallerFrame hello(ByteString challenge) {
        ByteString hello = PeerHello.newBuilder()
                .setProtocol(PeerForms.PROTOCOL)
                .setServerId(shared.self().serverId())
                .setIncarnation(shared.incarnation())
                .setNonce(ByteString.copyFromUtf8(nonce))
                .build()
                .toByteString();
        String signature = PeerProof.ofHello(peer.token(), challenge.toByteArray(), hello.toByteArray());
        return CallerFrame.newBuilder()
                .setHello(SignedPeerHello.newBuilder().setHello(hello).setSignature(signature))
                .build();
    }

    /// A server that does not know its own token is not the one whose row was read.
    private void welcomed(PeerStream from, String proof) {
        byte[] ours = ByteString.copyFromUtf8(nonce).toByteArray();
        if (!PeerProof.same(PeerProof.ofWelcome(peer.token(), ours), proof)) {
            from.end("refused: it does not prove to be server " + peer.serverId());
            return;
        }
        from.welcomed();
        connectedAt = shared.clock().instant();
        shared.log().connected(peer.address(), peer.serverId(), PeerLog.Way.TO, awaySince, "it proved who it is");
        awaySince = null;
        lastComplaint = null;
        backOff.reset();
        flush();
    }

    private void present(PeerStream from, Presence presence) {
        if (from.isWelcome()) {
            presence.getCameList().stream()
                    .map(PeerForms::fromWire)
                    .forEach(client -> clients.put(client.sessionId(), client));
            presence.getGoneList().forEach(session -> {
                clients.remove(session);
                queue.gone(session);
            });
        }
    }

    /// Those that were seen before came again because the peer did not hear so.
    private void runsEnded(PeerStream from, List<End> ends) {
        for (End end : ends) {
            if (from.isWelcome() && end.getNumber() > endsSeen) {
                endsSeen = end.getNumber();
                Ended run = PeerForms.fromWire(end);
                shared.threads().onTell(() -> shared.ended().accept(run));
            }
        }
        from.send(CallerFrame.newBuilder()
                .setEndsSeen(EndsSeen.newBuilder().setUpTo(endsSeen))
                .build());
    }

    @Override
    public void writable() {
        flush();
    }

    @Override
    public void ended(String reason) {
        Instant now = shared.clock().instant();
        if (connectedAt != null) {
            shared.log().disconnected(peer.address(), peer.serverId(), PeerLog.Way.TO, connectedAt, reason);
        } else if (!reason.equals(lastComplaint)) {
            // A server that is down for an hour is worth one line, not a thousand.
            shared.log().unreachable(peer.address(), peer.serverId(), awaySince, reason);
        }
        if (awaySince == null) {
            awaySince = now;
            brokeNanos = System.nanoTime();
        }
        lastComplaint = reason;
        connectedAt = null;
        stream = null;
        clients.clear();
        queue.broken();
        if (!closed) {
            shared.threads().link().schedule(this::connect, backOff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void tick() {
        PeerStream current = stream;
        if (current != null) {
            current.tick(shared.timings().frozenAfter());
        }
        boolean away = connectedAt == null && awaySince != null;
        if (away
                && System.nanoTime() - brokeNanos
                        > shared.timings().frozenAfter().toNanos()) {
            queue.giveUp();
        }
    }

    boolean isConnected() {
        return connectedAt != null;
    }

    /// For good: this start of that server is over, or this server is closing.
    ///
    /// @return what is still ending on the link's threads
    @Nullable
    ManagedChannel close(String reason) {
        closed = true;
        if (stream != null) {
            stream.close();
            ended(reason);
        }
        queue.end();
        return channel;
    }

    private void flushSoon() {
        if (flushing.compareAndSet(false, true)) {
            shared.threads().onLink(() -> {
                flushing.set(false);
                flush();
            });
        }
    }

    private void flush() {
        PeerStream current = stream;
        while (current != null && current.isWritable()) {
            Relays frame = queue.nextFrame();
            if (frame == null) {
                return;
            }
            current.send(CallerFrame.newBuilder().setRelays(frame).build());
        }
    }
}
