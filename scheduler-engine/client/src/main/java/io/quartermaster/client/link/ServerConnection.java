package io.quartermaster.client.link;

import io.quartermaster.client.AccessCredentials;
import io.quartermaster.client.LinkState;
import io.quartermaster.client.LinkTimings;
import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.ServerFrame;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The link to one server, made again whenever it breaks.
///
/// Two threads of its own: the link's thread does everything that touches the stream, and the results, pings and
/// acknowledgements that go over it; it never runs or waits for a handler, so no amount of work can starve it. The
/// intake
/// thread hands dispatches to the handlers' pools and waits while those are full; only when it is through with a frame
/// is the next one read, which is how the server feels a slow client.
final class ServerConnection implements LinkStream.Events {
    private final ServerAddress address;
    private final LinkSetup setup;
    private final LinkTimings timings;
    private final Executions executions;
    private final Channels channels;
    private final ScheduledThreadPoolExecutor link;
    private final ExecutorService intake;
    private final Outbox outbox;
    private final OutboxFlush flush;
    private final BackOff backOff;
    private volatile boolean connected;
    private volatile long downNanos = System.nanoTime();
    // Confined to the link's thread.
    private @Nullable LinkStream stream;
    private @Nullable AccessCredentials credentials;
    private boolean closed;
    private @Nullable String lastComplaint;

    ServerConnection(ServerAddress address, LinkSetup setup, Executions executions, Channels channels) {
        this.address = address;
        this.setup = setup;
        this.timings = setup.timings();
        this.executions = executions;
        this.channels = channels;
        this.link = new ScheduledThreadPoolExecutor(1, new NamedThreads("scheduler-link-" + address));
        this.link.setRemoveOnCancelPolicy(true);
        this.intake = Executors.newSingleThreadExecutor(new NamedThreads("scheduler-intake-" + address));
        this.outbox = new Outbox(address.toString(), setup.journal(), this::wake);
        this.flush = new OutboxFlush(link, outbox, () -> stream, new CallbackWatch(address, System::nanoTime));
        this.backOff = new BackOff(timings.firstRetry(), timings.longestRetry(), RandomGenerator.getDefault());
    }

    ServerAddress address() {
        return address;
    }

    /// Tells this server a result too, as soon as it can be.
    void tell(WireReport report) {
        outbox.result(report);
    }

    /// @param after how long it waits before the first attempt
    void start(Duration after) {
        link.schedule(this::connect, after.toMillis(), TimeUnit.MILLISECONDS);
        long every =
                Math.min(timings.pingEvery().toMillis(), timings.frozenAfter().toMillis() / 3);
        link.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
    }

    private void connect() {
        if (closed) {
            return;
        }
        say(LinkState.CONNECTING, null);
        try {
            credentials = credentials();
            stream = new LinkStream(channels.to(address, link), setup.access().tls() != null, this);
        } catch (CannotConnect e) {
            ended(false, String.valueOf(e.getMessage()));
            return;
        }
        stream.open();
    }

    /// Asked before every attempt, so that a new secret is taken without a restart.
    private AccessCredentials credentials() throws CannotConnect {
        try {
            return setup.access().credentials().get();
        } catch (RuntimeException e) {
            // The edge of a supplier: where the application keeps its secrets may be away.
            throw new CannotConnect("the access key and its secret cannot be had: " + e, e);
        }
    }

    @Override
    public ClientFrame challenged(ServerFrame challenge) {
        long ahead = setup.clock().millis() - challenge.getChallenge().getServerTimeMs();
        ClientLogs.DEFAULT.info("server {} asks who we are; our clock is {} ms ahead of its", address, ahead);
        return Hellos.answering(challenge.getChallenge().getNonce(), setup, Objects.requireNonNull(credentials));
    }

    @Override
    public void welcomed(String sessionId) {
        backOff.reset();
        lastComplaint = null;
        ClientLogs.AUTH.info("server {} accepted access key {}, session {}", address, accessKey(), sessionId);
        ClientLogs.DEFAULT.info("connected to server {} as {}", address, setup.identity());
        say(LinkState.CONNECTED, null);
        outbox.sendAllAgain();
        flush.now();
    }

    @Override
    public void dispatched(ServerFrame frame) {
        LinkStream from = stream;
        List<WireDispatch> dispatches = frame.getDispatches().getDispatchList();
        try {
            intake.execute(() -> takeIn(dispatches, from));
        } catch (RejectedExecutionException closing) {
            // The client is being closed and takes nothing more; the server finds these unanswered.
            ClientLogs.DEFAULT.info("{} dispatches of {} are left alone while closing", dispatches.size(), address);
        }
    }

    private void takeIn(List<WireDispatch> dispatches, @Nullable LinkStream from) {
        try {
            for (WireDispatch dispatch : dispatches) {
                executions.accept(dispatch, outbox);
            }
            onLink(() -> {
                if (from != null) {
                    from.readOn();
                }
            });
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void acknowledged(ServerFrame acks) {
        outbox.acknowledged(acks.getAcks().getTriggerIdList());
    }

    @Override
    public void rated(ServerFrame rates) {
        executions.rates(rates.getRates());
    }

    @Override
    public ClientFrame asked(ServerFrame questions) {
        return ClientFrame.newBuilder()
                .setRunStates(executions.answer(questions.getQuestions(), outbox))
                .build();
    }

    @Override
    public void writable() {
        flush.now();
    }

    @Override
    public void ended(boolean refused, String reason) {
        stream = null;
        Duration wait = refused ? backOff.jittered(timings.refusedRetry()) : backOff.next();
        if (refused) {
            ClientLogs.AUTH.error("server {} refused access key {}: {}", address, accessKey(), reason);
            ClientLogs.ERROR.error(
                    "server {} refused this client: {}; next attempt in {} ms", address, reason, wait.toMillis());
        } else if (!reason.equals(lastComplaint)) {
            // A server that is down for an hour is worth one line, not a thousand.
            ClientLogs.ERROR.warn("no link to server {}: {}; trying again", address, reason);
        }
        lastComplaint = reason;
        say(refused ? LinkState.REFUSED : LinkState.DISCONNECTED, reason);
        link.schedule(this::connect, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String accessKey() {
        return Objects.requireNonNull(credentials).accessKey();
    }

    private void tick() {
        LinkStream current = stream;
        if (current == null) {
            return;
        }
        current.tick(timings.frozenAfter());
        if (outbox.sendAgain(timings.resendAfter())) {
            flush.now();
        }
    }

    private void wake() {
        flush.soon();
    }

    private void onLink(Runnable work) {
        try {
            link.execute(work);
        } catch (RejectedExecutionException closing) {
            ClientLogs.DEFAULT.debug("link to {} is closed already", address);
        }
    }

    private void say(LinkState state, @Nullable String reason) {
        boolean up = state == LinkState.CONNECTED;
        if (connected && !up) {
            downNanos = System.nanoTime();
        }
        connected = up;
        try {
            setup.listener().changed(address, state, reason);
        } catch (RuntimeException e) {
            // The edge of a listener: what the application does there must not end the link.
            ClientLogs.ERROR.error("the listener failed on {} of {}; the link goes on", state, address, e);
        }
    }

    boolean isDownFor(Duration time) {
        return !connected && System.nanoTime() - downNanos > time.toNanos();
    }

    /// Ends the link, as this server is no longer one to link to. What has been taken runs on.
    ///
    /// @param others are told the results from now on, and what the server has not acknowledged
    void retire(Consumer<WireReport> others) {
        intake.shutdown();
        onLink(() -> {
            closeOnLink();
            // gRPC's last calls back still need the link's thread.
            link.schedule(link::shutdown, 2, TimeUnit.SECONDS);
        });
        outbox.handOver(others);
    }

    /// Takes nothing more from the server; what has been taken runs on.
    void stopReading() {
        intake.shutdownNow();
    }

    /// Waits for the server to acknowledge what it has been told, if it is there to do so, then ends the link.
    void close(Duration grace) {
        try {
            if (connected && !outbox.awaitEmpty(grace)) {
                ClientLogs.ERROR.warn("closed before server {} acknowledged all results", address);
            }
            LinkStream last = link.submit(this::closeOnLink).get(grace.toMillis() + 1_000, TimeUnit.MILLISECONDS);
            if (last != null) {
                // gRPC's last calls back still need the link's thread.
                last.awaitEnd(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            ClientLogs.ERROR.error("the link to {} did not end in order; its threads are ended now", address, e);
        }
        link.shutdownNow();
    }

    private @Nullable LinkStream closeOnLink() {
        closed = true;
        LinkStream last = stream;
        if (last != null) {
            last.leave();
            stream = null;
        }
        say(LinkState.CLOSED, null);
        return last;
    }
}
