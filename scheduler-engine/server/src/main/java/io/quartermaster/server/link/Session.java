package io.quartermaster.server.link;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.quartermaster.client.link.LinkProtocol;
import io.quartermaster.client.wire.Challenge;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.Ping;
import io.quartermaster.client.wire.Pong;
import io.quartermaster.client.wire.Questions;
import io.quartermaster.client.wire.Refusal;
import io.quartermaster.client.wire.RunStates;
import io.quartermaster.client.wire.ServerFrame;
import io.quartermaster.client.wire.SignedHello;
import io.quartermaster.client.wire.Welcome;
import io.quartermaster.client.wire.WireReport;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One client's stream, from the challenge to its end. Frames come one at a time on gRPC's threads; the end may come
/// from any thread and is told exactly once, after the beginning.
final class Session implements StreamObserver<ClientFrame> {
    private static final SecureRandom NONCES = new SecureRandom();
    private static final int NONCE_BYTES = 32;

    private final String address;
    private final Outbound outbound;
    private final Sessions sessions;
    private final Handshake handshake;
    private final LinkListener listener;
    private final InstantSource clock;
    private final byte[] nonce = new byte[NONCE_BYTES];
    private final OpenQuestions<RunStates> questions = new OpenQuestions<>();
    private volatile long heardNanos = System.nanoTime();
    // Written while holding this, so that the listener hears of the beginning before the end.
    private volatile Outcome.@Nullable Welcomed welcomed;
    private boolean ended;
    // Confined to the thread that ticks.
    private long pings;

    Session(String address, Outbound outbound, LinkService.Parts parts) {
        this.address = address;
        this.outbound = outbound;
        this.sessions = parts.sessions();
        this.handshake = parts.handshake();
        this.listener = parts.listener();
        this.clock = parts.clock();
    }

    void challenge() {
        sessions.opened(this);
        NONCES.nextBytes(nonce);
        outbound.control(ServerFrame.newBuilder()
                .setChallenge(Challenge.newBuilder()
                        .setNonce(ByteString.copyFrom(nonce))
                        .setServerTimeMs(clock.millis())
                        .setProtocol(LinkProtocol.VERSION))
                .build());
    }

    Optional<Outcome.Welcomed> welcomed() {
        return Optional.ofNullable(welcomed);
    }

    Outbound outbound() {
        return outbound;
    }

    @Override
    public void onNext(ClientFrame frame) {
        heardNanos = System.nanoTime();
        Outcome.Welcomed as = welcomed;
        try {
            if (as != null) {
                taken(frame, as.client());
            } else if (frame.hasHello()) {
                greeted(frame.getHello());
            } else {
                refuse(new Outcome.Refused("client register failed: no hello", ""));
            }
        } catch (IllegalArgumentException e) {
            LinkLogs.ERROR.error("client[{}] sent what cannot be read and is cut off", address, e);
            end("it sent what cannot be read", Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        }
    }

    private void greeted(SignedHello hello) {
        switch (handshake.judge(hello, nonce, address, clock.instant())) {
            case Outcome.Refused refused -> refuse(refused);
            case Outcome.Welcomed as -> welcome(as);
        }
    }

    private void welcome(Outcome.Welcomed as) {
        ConnectedClient client = as.client();
        sessions.welcomed(this, as)
                .ifPresent(
                        old -> old.end("the same client connected anew", Status.ABORTED.withDescription("replaced")));
        synchronized (this) {
            welcomed = as;
            if (ended) {
                // Ended between the frames: the registration just made must not outlive it.
                sessions.ended(this);
                return;
            }
            LinkLogs.LINK.info(
                    "client[{}] connected,application={},instance={},zone={},host={},pid={},handlers={},session={}",
                    address,
                    client.application(),
                    client.instance(),
                    client.zone(),
                    client.host(),
                    client.processId(),
                    client.handlers().size(),
                    client.sessionId());
            outbound.control(ServerFrame.newBuilder()
                    .setWelcome(Welcome.newBuilder().setSessionId(client.sessionId()))
                    .build());
            told(() -> listener.connected(client));
            told(sessions::changed);
        }
    }

    private void refuse(Outcome.Refused refused) {
        LinkLogs.LINK.warn("{}{}", refused.reason(), refused.detail().isEmpty() ? "" : "," + refused.detail());
        told(() -> listener.refused(address, refused.reason()));
        outbound.control(ServerFrame.newBuilder()
                .setRefusal(Refusal.newBuilder().setReason(refused.reason()))
                .build());
        end(refused.reason(), Status.OK);
    }

    private void taken(ClientFrame frame, ConnectedClient client) {
        switch (frame.getBodyCase()) {
            case REPORTS -> frame.getReports().getReportList().forEach(report -> reported(client, report));
            case PROGRESS ->
                frame.getProgress().getLineList().stream()
                        .map(WireForms::fromWire)
                        .forEach(line -> told(() -> listener.progressed(client, line)));
            case PING ->
                outbound.controlIfRead(ServerFrame.newBuilder()
                        .setPong(Pong.newBuilder().setNumber(frame.getPing().getNumber()))
                        .build());
            case RUN_STATES -> questions.answered(frame.getRunStates().getNumber(), frame.getRunStates());
            case HELLO, PONG, BODY_NOT_SET -> {
                // a second hello changes nothing; of the others it only matters that they came
            }
        }
    }

    /// @return fails with TimeoutException, or with [ClientGone]
    CompletableFuture<RunStates> ask(Questions asked) {
        return questions.ask(number -> outbound.control(ServerFrame.newBuilder()
                .setQuestions(asked.toBuilder().setNumber(number))
                .build()));
    }

    private void reported(ConnectedClient client, WireReport wire) {
        Report report = WireForms.fromWire(wire);
        try {
            CompletionStage<Void> stored = listener.reported(client, report);
            stored.whenComplete((nothing, failure) -> {
                if (failure == null) {
                    outbound.acknowledge(report.triggerId());
                } else {
                    notStored(report, failure);
                }
            });
        } catch (RuntimeException e) {
            notStored(report, e);
        }
    }

    private void notStored(Report report, Throwable failure) {
        LinkLogs.ERROR.error(
                "the report of trigger {} ({}) was not stored; {} will send it again",
                report.triggerId(),
                report.trace(),
                address,
                failure);
    }

    @Override
    public void onError(Throwable thrown) {
        end("the link broke: " + Status.fromThrowable(thrown).getCode(), Status.CANCELLED);
    }

    @Override
    public void onCompleted() {
        end("the client ended the link", Status.OK);
    }

    /// Sends a sign of life, and gives the client up when there was none of it for too long.
    void tick(Duration frozenAfter) {
        long silent = System.nanoTime() - heardNanos;
        if (silent > frozenAfter.toNanos()) {
            String reason = "nothing heard for " + silent / 1_000_000 + " ms";
            end(reason, Status.CANCELLED.withDescription(reason));
        } else if (welcomed != null) {
            outbound.controlIfRead(ServerFrame.newBuilder()
                    .setPing(Ping.newBuilder().setNumber(++pings))
                    .build());
        }
    }

    void end(String reason, Status status) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            outbound.end(status);
            sessions.ended(this);
            Outcome.Welcomed as = welcomed;
            if (as != null) {
                LinkLogs.LINK.info(
                        "client[{}] disconnected,application={},session={},reason={}",
                        address,
                        as.client().application(),
                        as.client().sessionId(),
                        reason);
                questions.failAll(new ClientGone(as.client().sessionId()));
                told(() -> listener.disconnected(as.client(), reason));
                told(sessions::changed);
            }
        }
    }

    private void told(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            // The edge of a listener: its failure is not the client's.
            LinkLogs.ERROR.error("the listener failed on an event of client[{}]; the link goes on", address, e);
        }
    }
}
