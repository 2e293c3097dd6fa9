package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.server.firing.RunningRuns;
import io.quartermaster.server.firing.WatchRuns;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.link.ClientGone;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.RunningRows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Does what the logs say: sends the work of nodes, watches it, closes the records of runs. What it learns goes back to
/// the runs as something that arrived. Confined to one loop.
final class CarryOut {
    private static final String NO_CONNECTION = "no available connection";

    private final SendNodes send;
    private final WriteLedger ledger;
    private final RunningRuns running;
    private final RunningRows rows;
    private final Duration grace;
    private BiConsumer<RecordId, Input> arrive = (run, input) -> {};

    /// @param grace how long a client may be away before its work counts as lost
    CarryOut(SendNodes send, WriteLedger ledger, RunningRuns running, RunningRows rows, Duration grace) {
        this.rows = rows;
        this.send = send;
        this.ledger = ledger;
        this.running = running;
        this.grace = grace;
    }

    /// Where what it learns goes; any thread.
    void answers(BiConsumer<RecordId, Input> to) {
        arrive = to;
    }

    /// What time brings: waits that are over, deadlines, clients that are gone, work whose whereabouts nobody knows.
    void watch(Collection<LiveRun> runs, Round round) {
        Instant now = round.now();
        for (LiveRun live : runs) {
            if (live.run.nextWake().filter(at -> !at.isAfter(now)).isPresent()) {
                round.take(live, new Input.Tick());
            }
            if (live.deadline != null && !live.deadline.isAfter(now)) {
                round.take(live, new Input.Overdue());
            }
            if (live.run.status().closed() && !live.closing && !round.touched().containsKey(live.record.id())) {
                // the server that stored its last line went away before it closed the record
                close(live, now);
            }
            if (live.run.status().running()) {
                live.run.dispatched().forEach(node -> watch(live, node, round));
            }
        }
    }

    private void watch(LiveRun live, NodeKey node, Round round) {
        Instant now = round.now();
        NodeState state = live.run.node(node);
        LiveRun.Flight flight = live.flights.get(node);
        if (flight == null || flight.pass() != state.pass() || flight.attempt() != state.attempt()) {
            takenOver(live, node, state, now);
        } else if (flight.deadline() != null && !flight.deadline().isAfter(now)) {
            fail(live, node, NodeStatus.TIMEOUT, "no result in time", round);
        } else if (send.reachable(flight.session())) {
            live.flights.put(node, flight.seen(now));
        } else if (flight.session() != null && cameBack(live, node, flight, now)) {
            return;
        } else if (flight.session() != null && !flight.since().plus(grace).isAfter(now)) {
            fail(live, node, NodeStatus.FAILED, WatchRuns.CLIENT_LOST, round);
        }
    }

    /// The log says it runs, and this server did not send it. Its client is sent the same id once more: one that has it
    /// goes on, or reports again. A client that is not there has the usual time to come back.
    private void takenOver(LiveRun live, NodeKey node, NodeState state, Instant now) {
        Optional<Fact.Sent> sent = live.run.sent(node);
        if (sent.isEmpty()) {
            dispatch(live, node, now);
            return;
        }
        Optional<Job> job = send.job(live.run.job(node));
        fly(live, node, sent.get().session(), job, state, now);
        job.filter(found -> send.reachable(sent.get().session())).ifPresent(found -> send(live, sent.get(), found));
    }

    /// The same client by another link: it is sent the same id once more.
    private boolean cameBack(LiveRun live, NodeKey node, LiveRun.Flight flight, Instant now) {
        String former = Objects.requireNonNull(flight.session());
        Optional<Fact.Sent> sent = live.run.sent(node);
        Optional<Job> job = send.job(live.run.job(node));
        Optional<String> alive = rows.alive(former).filter(send::reachable);
        if (sent.isEmpty() || job.isEmpty() || alive.isEmpty()) {
            return false;
        }
        Fact.Sent was = sent.get();
        Fact.Sent anew = new Fact.Sent(node, was.pass(), was.attempt(), alive.get(), was.client(), was.zone());
        live.flights.put(node, new LiveRun.Flight(was.pass(), was.attempt(), alive.get(), now, flight.deadline()));
        arrive.accept(live.record.id(), new Input.Delivered(anew));
        send(live, anew, job.get());
        return true;
    }

    void carryOut(Fence fence, Round round) {
        round.touched().forEach((id, live) -> {
            if (round.turns().containsKey(id)) {
                live.epoch = fence.epoch();
                running.began(id, live.record.job(), null);
            }
            carryOut(live, round.lines().getOrDefault(id, List.of()), round.now());
            if (live.run.status().closed()) {
                close(live, round.now());
            }
        });
    }

    private void carryOut(LiveRun live, List<RunEvent> lines, Instant now) {
        Set<NodeKey> open = Set.copyOf(live.run.dispatched());
        Set<NodeKey> started = new LinkedHashSet<>();
        for (RunEvent line : lines) {
            if (line.fact() instanceof Fact.Ended ended) {
                landed(live, ended);
            } else if (line.fact() instanceof Fact.Started begun && open.contains(begun.node())) {
                // of two attempts in one round only the newer is still wanted
                started.add(begun.node());
            }
        }
        started.forEach(node -> dispatch(live, node, now));
    }

    /// What was ended without its client's word is asked to stop there.
    private void landed(LiveRun live, Fact.Ended ended) {
        LiveRun.Flight flight = live.flights.remove(ended.node());
        boolean goesOn = ended.status() == NodeStatus.CANCEL
                || ended.status() == NodeStatus.TIMEOUT
                || ended.status() == NodeStatus.SKIPPED;
        if (goesOn && flight != null && flight.session() != null) {
            send.stop(flight.session(), live.trigger(ended.node(), flight.pass(), flight.attempt()));
        }
    }

    private void dispatch(LiveRun live, NodeKey node, Instant now) {
        NodeState state = live.run.node(node);
        switch (send.choose(live.run, node)) {
            case SendNodes.Choice.Nowhere nowhere -> {
                fly(live, node, null, Optional.empty(), state, now);
                report(live, node, state, NodeStatus.FAILED, nowhere.why());
            }
            case SendNodes.Choice.To to -> {
                fly(live, node, to.sent().session(), Optional.of(to.job()), state, now);
                arrive.accept(live.record.id(), new Input.Delivered(to.sent()));
                send(live, to.sent(), to.job());
            }
        }
    }

    private void send(LiveRun live, Fact.Sent to, Job job) {
        RecordId run = live.record.id();
        send.send(live, to, job).whenComplete((done, thrown) -> {
            // a client that has gone may come back, or be there by another link: the watch has patience with it
            boolean gone = thrown instanceof ClientGone
                    || (thrown instanceof CompletionException && thrown.getCause() instanceof ClientGone);
            if (thrown != null && !gone) {
                String why = NO_CONNECTION + ": " + thrown.getMessage();
                arrive.accept(
                        run,
                        new Input.Report(to.node(), to.pass(), to.attempt(), NodeStatus.FAILED, "", why, List.of()));
            }
        });
    }

    private static void fly(
            LiveRun live, NodeKey node, @Nullable String session, Optional<Job> job, NodeState state, Instant now) {
        Duration timeout = job.map(found -> found.spec().policies().timeout()).orElse(Duration.ZERO);
        Instant began = state.began() == null ? now : state.began();
        Instant deadline = timeout.isZero() ? null : began.plus(timeout);
        live.flights.put(node, new LiveRun.Flight(state.pass(), state.attempt(), session, now, deadline));
    }

    private void report(LiveRun live, NodeKey node, NodeState state, NodeStatus status, String why) {
        arrive.accept(
                live.record.id(), new Input.Report(node, state.pass(), state.attempt(), status, "", why, List.of()));
    }

    private static void fail(LiveRun live, NodeKey node, NodeStatus status, String why, Round round) {
        NodeState state = live.run.node(node);
        round.take(live, new Input.Report(node, state.pass(), state.attempt(), status, "", why, List.of()));
    }

    private void close(LiveRun live, Instant now) {
        live.closing = true;
        RunStatus status = live.run.status();
        String result = status == RunStatus.SUCCEED ? live.run.nodes().size() + " activities" : null;
        String error = status == RunStatus.SUCCEED ? null : broken(live);
        ledger.end(new Closing.Decided(live.record.id(), live.epoch, status, result, error, now));
    }

    /// What broke first.
    private static String broken(LiveRun live) {
        return live.run.nodes().entrySet().stream()
                .filter(each ->
                        each.getValue().status().broken() && each.getValue().ended() != null)
                .min(Comparator.comparing(
                        each -> Objects.requireNonNull(each.getValue().ended())))
                .map(each -> each.getKey() + " " + each.getValue().status() + ": "
                        + each.getValue().message())
                .orElse("");
    }

    /// Whether the job of a node that just ended badly wants another attempt.
    boolean retries(LiveRun live, Fact.Ended ended) {
        boolean failed = ended.status() == NodeStatus.FAILED || ended.status() == NodeStatus.TIMEOUT;
        return failed
                && live.run.isTask(ended.node())
                && send.job(live.run.job(ended.node()))
                        .filter(job -> live.run.node(ended.node()).attempt()
                                <= job.spec().policies().retries())
                        .isPresent();
    }
}
