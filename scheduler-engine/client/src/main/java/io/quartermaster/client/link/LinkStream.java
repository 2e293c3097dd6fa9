package io.quartermaster.client.link;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.LinkGrpc;
import io.quartermaster.client.wire.Ping;
import io.quartermaster.client.wire.Pong;
import io.quartermaster.client.wire.ServerFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One attempt at a link, from the connection to its end; the next attempt is a new object on a new connection, so
/// nothing of a broken one lingers. Confined to the link's thread, which is also the one gRPC calls back on.
final class LinkStream implements ClientResponseObserver<ClientFrame, ServerFrame> {
    /// What the owner of the stream hears of it. All on the link's thread.
    interface Events {
        /// @return what to answer to the server's challenge
        ClientFrame challenged(ServerFrame challenge);

        void welcomed(String sessionId);

        /// Further frames are read only after [LinkStream#readOn].
        void dispatched(ServerFrame dispatches);

        void acknowledged(ServerFrame acks);

        void rated(ServerFrame rates);

        /// @return the answer
        ClientFrame asked(ServerFrame questions);

        void writable();

        /// Exactly once, and last.
        void ended(boolean refused, String reason);
    }

    private final ManagedChannel channel;
    private final boolean secured;
    private final Events events;
    private @Nullable ClientCallStreamObserver<ClientFrame> out;
    private boolean heard;
    private boolean welcome;
    private boolean reading = true;
    private boolean over;
    private long heardNanos = System.nanoTime();
    private long pings;

    /// @param secured whether it speaks TLS
    LinkStream(ManagedChannel channel, boolean secured, Events events) {
        this.channel = channel;
        this.secured = secured;
        this.events = events;
    }

    void open() {
        LinkGrpc.newStub(channel).open(this);
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<ClientFrame> requests) {
        out = requests;
        requests.disableAutoRequestWithInitial(1);
        requests.setOnReadyHandler(events::writable);
    }

    @Override
    public void onNext(ServerFrame frame) {
        if (over) {
            skip();
            return;
        }
        heard = true;
        heardNanos = System.nanoTime();
        switch (frame.getBodyCase()) {
            case CHALLENGE -> send(events.challenged(frame));
            case WELCOME -> {
                welcome = true;
                events.welcomed(frame.getWelcome().getSessionId());
            }
            case REFUSAL -> end(true, frame.getRefusal().getReason());
            case DISPATCHES -> {
                reading = false;
                events.dispatched(frame);
                return;
            }
            case ACKS -> events.acknowledged(frame);
            case RATES -> events.rated(frame);
            case QUESTIONS -> send(events.asked(frame));
            case PING ->
                send(ClientFrame.newBuilder()
                        .setPong(Pong.newBuilder().setNumber(frame.getPing().getNumber()))
                        .build());
            case PONG, BODY_NOT_SET -> {
                // that it came is all it says
            }
        }
        requestNext();
    }

    @Override
    public void onError(Throwable thrown) {
        end(false, LinkTrouble.explained(thrown, secured, heard));
    }

    @Override
    public void onCompleted() {
        end(false, "the server ended the link");
    }

    boolean isWelcome() {
        return welcome && !over;
    }

    boolean isWritable() {
        return isWelcome() && out != null && out.isReady();
    }

    void send(ClientFrame frame) {
        if (!over && out != null) {
            out.onNext(frame);
        }
    }

    /// The dispatches handed over are under way; the next frame may come.
    void readOn() {
        reading = true;
        heardNanos = System.nanoTime();
        requestNext();
    }

    /// Sends a sign of life, and gives the server up when there was none of it for too long. While nothing is read its
    /// silence means nothing.
    void tick(Duration frozenAfter) {
        if (over) {
            return;
        }
        if (reading && System.nanoTime() - heardNanos > frozenAfter.toNanos()) {
            end(false, "nothing heard for " + frozenAfter.toMillis() + " ms");
        } else if (welcome) {
            send(ClientFrame.newBuilder()
                    .setPing(Ping.newBuilder().setNumber(++pings))
                    .build());
        }
    }

    /// Tells the server that this client leaves; no event follows.
    void leave() {
        over = true;
        if (out != null && welcome) {
            out.onCompleted();
            skip();
            channel.shutdown();
        } else {
            close();
        }
    }

    /// The end of the stream comes behind what the server had sent before it knew.
    private void skip() {
        if (out != null) {
            out.request(1);
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

    void awaitEnd(Duration atMost) throws InterruptedException {
        if (!channel.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            channel.shutdownNow();
            channel.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void requestNext() {
        if (!over && out != null) {
            out.request(1);
        }
    }

    private void end(boolean refused, String reason) {
        if (!over) {
            close();
            events.ended(refused, reason);
        }
    }
}
