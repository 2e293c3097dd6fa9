package io.quartermaster.server.work;

import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.Said;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.Zones;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.work.LiveWork.Flight;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Hands chunks out to the clients that have room, and sends them when that is stored. Confined to one loop.
final class HandOutWork {
    private static final String NO_CONNECTION = "no available connection";
    private static final String ONE_WAY = "delivered; a ONEWAY job reports no result by design";
    private static final Duration WATCH = Duration.ofMillis(200);
    private static final Duration TELL = Duration.ofSeconds(1);
    /// At once, of one run: what clients have room for is far less.
    private static final int MOST = 512;

    private final Clients clients;
    private final Zones zones;
    private final RandomGenerator random;
    private final SendChunks send;
    private final WatchWork watch;
    private final Duration patience;
    private final BiConsumer<LiveWork, String> progress;
    private Consumer<Arrived> learned = arrived -> {};
    private @Nullable Instant watched;

    /// @param patience how long nobody may be there who could do what is next
    /// @param progress hears how far a run is
    HandOutWork(
            Clients clients,
            Zones zones,
            RandomGenerator random,
            SendChunks send,
            WatchWork watch,
            Duration patience,
            BiConsumer<LiveWork, String> progress) {
        this.clients = clients;
        this.zones = zones;
        this.random = random;
        this.send = send;
        this.watch = watch;
        this.patience = patience;
        this.progress = progress;
    }

    /// Where what it learns while sending goes; any thread.
    void onLearned(Consumer<Arrived> listener) {
        learned = listener;
    }

    void round(Collection<LiveWork> runs, WorkRound round) {
        Instant last = watched;
        if (last == null || !round.now().isBefore(last.plus(WATCH))) {
            watched = round.now();
            watch.look(runs, round);
            runs.forEach(run -> tell(run, round.now()));
        }
        if (runs.isEmpty()) {
            return;
        }
        Takers takers = new Takers(clients, zones, random, runs);
        for (LiveWork run : runs) {
            if (run.state.status() == RunStatus.EXECUTING && !run.state.isOver()) {
                open(run, takers, round.now());
                handOut(run, takers, round);
            }
        }
    }

    /// Every machine that could execute chunks has a part in the run, also one that will get none.
    private static void open(LiveWork run, Takers takers, Instant now) {
        if (run.order.type() != JobType.CLUSTER || !run.state.shape().isLast(run.state.stage())) {
            return;
        }
        List<ConnectedClient> executors = takers.executors(run);
        run.machines = Math.max(1, executors.size());
        if (!run.opened && !executors.isEmpty()) {
            run.opened = true;
            executors.forEach(client -> run.state.open(client.clientId(), name(client), client.zone(), now));
        }
    }

    private void handOut(LiveWork run, Takers takers, WorkRound round) {
        for (Chunk chunk : run.state.ready(round.now(), MOST)) {
            switch (takers.choose(run, chunk)) {
                case Takers.Choice.To to -> {
                    run.nobodySince = null;
                    ConnectedClient client = to.client();
                    Chunk sent =
                            run.state.sent(chunk.number(), client.clientId(), name(client), client.zone(), round.now());
                    round.send(run, sent, client.sessionId());
                }
                case Takers.Choice.NoRoom full -> {
                    return;
                }
                case Takers.Choice.Nobody nobody -> {
                    nobody(run, nobody.why(), round.now());
                    return;
                }
            }
        }
    }

    /// Clients come and go; a run waits for them as long as its job would have tried again.
    private void nobody(LiveWork run, String why, Instant now) {
        Instant since = run.nobodySince;
        if (since == null) {
            run.nobodySince = now;
            return;
        }
        Duration longest = patience.plus(
                run.state.shape().backOff().multipliedBy(run.state.shape().retries()));
        if (!since.plus(longest).isAfter(now)) {
            run.state.fail(why, now);
        }
    }

    /// Sends what is stored now.
    void carryOut(WorkRound round) {
        for (WorkRound.Sending each : round.sendings()) {
            LiveWork run = each.run();
            Chunk chunk = each.chunk();
            boolean wanted = run.state
                    .chunk(chunk.number())
                    .filter(now ->
                            now.attempt() == chunk.attempt() && !now.status().closed())
                    .isPresent();
            if (wanted) {
                run.flights.put(chunk.number(), new Flight(each.session(), round.now()));
                follow(run, chunk, send.gather(run, chunk, each.session()).toCompletableFuture());
            }
        }
        for (WorkRound.Finishing each : round.finishings()) {
            each.run().finishing.put(each.instance(), new Flight(each.session(), round.now()));
            send.gatherFinish(each.run(), each.instance(), each.session());
        }
        send.flush();
    }

    /// One that has gone may come back, or be there by another link: the watch has patience with it.
    private void follow(LiveWork run, Chunk chunk, CompletableFuture<Void> handedOver) {
        boolean silent = !SendChunks.reports(run, chunk);
        handedOver.whenComplete((done, thrown) -> {
            Throwable why =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            if (why != null && !(why instanceof ClientGone)) {
                learn(run, chunk, false, NO_CONNECTION + ": " + why.getMessage());
            } else if (why == null && silent) {
                learn(run, chunk, true, ONE_WAY);
            }
        });
    }

    private void learn(LiveWork run, Chunk chunk, boolean success, String message) {
        Said said = new Said(success, message, Map.of(), List.of(), Chunk.Tally.NONE);
        learned.accept(new Arrived.Reported(null, run.trigger(chunk), said, new CompletableFuture<>()));
    }

    private void tell(LiveWork run, Instant now) {
        String line = run.state.closed() + "/" + run.state.count();
        Instant last = run.toldAt;
        if (!line.equals(run.told) && (last == null || !now.isBefore(last.plus(TELL)))) {
            run.told = line;
            run.toldAt = now;
            progress.accept(run, line);
        }
    }

    private static String name(ConnectedClient client) {
        return client.application() + "@" + client.address();
    }
}
