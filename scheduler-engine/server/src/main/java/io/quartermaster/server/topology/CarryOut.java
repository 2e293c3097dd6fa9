package io.quartermaster.server.topology;

import io.quartermaster.model.Job;
import io.quartermaster.model.Policies;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/// Does what the logs say: sends the work of nodes, watches it, closes the records of runs. What it learns goes back to
/// the runs as something that arrived. Confined to one loop.
final class CarryOut {
    private static final String NO_CONNECTION = "no available connection";

    private final SendNodes send;
    private final SeekNodes seek;
    private final WriteLedger ledger;
    private final RunningRuns running;
    private final RunningRows rows;
    private final Duration grace;
    private BiConsumer<RecordId, Input> arrive = (run, input) -> {};

    /// @param grace how long a client may be away before its work counts as lost
    CarryOut(
            SendNodes send, SeekNodes seek, WriteLedger ledger, RunningRuns running, RunningRows rows, Duration grace) {
        this.rows = rows;
        this.send = send;
        this.seek = seek;
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
        send.flush();
        seek.ask(now);
    }

    private void watch(LiveRun live, NodeKey node, Round round) {
        Instant now = round.now();
        LiveRun.Flight flight = live.flights.get(node);
        if (flight == null || flight.trigger().line() != live.run.line(node)) {
            takenOver(live, node, round);
        } else if (flight.deadline() != null && !flight.deadline().isAfter(now)) {
            fail(live, node, NodeStatus.TIMEOUT, "no result in time", round);
        } else if (send.reachable(flight.session())) {
            live.flights.put(node, flight.seen(now));
        } else {
            unreachable(live, node, flight, round);
        }
    }

    /// The link it was sent by is gone, and its client may be there by another.
    private void unreachable(LiveRun live, NodeKey node, LiveRun.Flight flight, Round round) {
        Optional<Fact.Sent> sent = live.run.sent(node);
        Optional<Job> job = send.job(live.run.job(node));
        if (sent.isPresent() && job.isPresent()) {
            Optional<SeekNodes.Answer> answer = seek.about(flight.trigger(), job.get(), round.now());
            Optional<String> session = answer.isEmpty() ? Optional.empty() : session(flight, answer.get());
            if (session.filter(send::reachable).isPresent()) {
                Fact.Sent was = sent.get();
                seek.forget(flight.trigger());
                deliver(
                        live,
                        new Fact.Sent(node, was.pass(), was.attempt(), session.get(), was.client(), was.zone()),
                        job.get(),
                        round);
                return;
            }
            if (answer.isEmpty()) {
                return;
            }
        }
        if (!flight.since().plus(grace).isAfter(round.now())) {
            seek.forget(flight.trigger());
            fail(live, node, NodeStatus.FAILED, WatchRuns.CLIENT_LOST, round);
        }
    }

    /// Where the same id is sent once more: to the client that has it, which goes on or reports again; or, when all say
    /// that they never had it, to the process it was meant for. That one cannot have done it already.
    private Optional<String> session(LiveRun.Flight flight, SeekNodes.Answer answer) {
        return switch (answer) {
            case SeekNodes.Answer.Has has -> Optional.of(has.session());
            case SeekNodes.Answer.Nobody nobody -> nobody.all() ? rows.sameProcess(flight.session()) : Optional.empty();
        };
    }

    /// The log says it runs, and this server did not send it. Its client is sent the same id once more: one that has it
    /// goes on, or reports again. A client that is not there has the usual time to come back.
    private void takenOver(LiveRun live, NodeKey node, Round round) {
        Optional<Fact.Sent> sent = live.run.sent(node);
        if (sent.isEmpty()) {
            round.begun(live, node);
            return;
        }
        Optional<Job> job = send.job(live.run.job(node));
        fly(live, sent.get(), job, round.now());
        job.filter(found -> send.reachable(sent.get().session())).ifPresent(found -> send(live, sent.get(), found));
    }

    /// Chooses a client for everything that begins in the round, and has the log say which: it is stored before
    // anything
    /// is sent, so whoever takes the run over knows whom to ask.
    void choose(Round round) {
        for (Round.Begun begun = round.nextBegun(); begun != null; begun = round.nextBegun()) {
            LiveRun live = begun.live();
            NodeKey node = begun.node();
            boolean wanted = live.run.node(node).status() == NodeStatus.EXECUTING
                    && live.run.sent(node).isEmpty();
            if (wanted) {
                switch (send.choose(live.run, node)) {
                    case SendNodes.Choice.Nowhere nowhere -> fail(live, node, NodeStatus.FAILED, nowhere.why(), round);
                    case SendNodes.Choice.To to -> deliver(live, to.sent(), to.job(), round);
                }
            }
        }
    }

    private static void deliver(LiveRun live, Fact.Sent to, Job job, Round round) {
        round.take(live, new Input.Delivered(to));
        round.send(live, to, job);
    }

    /// Does what was decided, now that it is stored.
    void carryOut(Fence fence, Round round) {
        round.touched().forEach((id, live) -> {
            if (round.turns().containsKey(id)) {
                live.epoch = fence.epoch();
                running.began(id, live.record.job(), null);
            }
            for (RunEvent line : round.lines().getOrDefault(id, List.of())) {
                if (line.fact() instanceof Fact.Ended ended) {
                    landed(live, ended);
                }
            }
            if (live.run.status().closed()) {
                close(live, round.now());
            }
        });
        for (Round.Sending each : round.sendings()) {
            boolean wanted = each.live()
                    .run
                    .sent(each.to().node())
                    .filter(each.to()::equals)
                    .isPresent();
            if (wanted && each.live().run.node(each.to().node()).status() == NodeStatus.EXECUTING) {
                fly(each.live(), each.to(), Optional.of(each.job()), round.now());
                send(each.live(), each.to(), each.job());
            }
        }
        send.flush();
    }

    /// What was ended without its client's word is asked to stop there.
    private void landed(LiveRun live, Fact.Ended ended) {
        LiveRun.Flight flight = live.flights.remove(ended.node());
        if (flight != null) {
            seek.forget(flight.trigger());
        }
        boolean goesOn = ended.status() == NodeStatus.CANCEL
                || ended.status() == NodeStatus.TIMEOUT
                || ended.status() == NodeStatus.SKIPPED;
        if (goesOn && flight != null) {
            send.stop(flight.session(), flight.trigger());
        }
    }

    private void send(LiveRun live, Fact.Sent to, Job job) {
        RecordId run = live.record.id();
        long line = live.run.line(to.node());
        send.gather(live, to, job).whenComplete((done, thrown) -> {
            // a client that has gone may come back, or be there by another link: the watch has patience with it
            boolean gone = thrown instanceof ClientGone
                    || (thrown instanceof CompletionException && thrown.getCause() instanceof ClientGone);
            if (thrown != null && !gone) {
                String why = NO_CONNECTION + ": " + thrown.getMessage();
                arrive.accept(run, failure(to.node(), to.pass(), to.attempt(), line, NodeStatus.FAILED, why));
            }
        });
    }

    private static void fly(LiveRun live, Fact.Sent to, Optional<Job> job, Instant now) {
        NodeState state = live.run.node(to.node());
        Duration timeout = job.map(found -> found.spec().policies().timeout()).orElse(Duration.ZERO);
        Instant began = state.began() == null ? now : state.began();
        Instant deadline = timeout.isZero() ? null : began.plus(timeout);
        live.flights.put(to.node(), new LiveRun.Flight(live.trigger(to.node()), to.session(), now, deadline));
    }

    private static void fail(LiveRun live, NodeKey node, NodeStatus status, String why, Round round) {
        NodeState state = live.run.node(node);
        round.take(live, failure(node, state.pass(), state.attempt(), live.run.line(node), status, why));
    }

    private static Input.Report failure(NodeKey node, int pass, int attempt, long line, NodeStatus status, String why) {
        return new Input.Report(node, pass, attempt, status, "", why, List.of()).withLine(line);
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
                        live.run.breaks(each.getKey()) && each.getValue().ended() != null)
                .min(Comparator.comparing(
                        each -> Objects.requireNonNull(each.getValue().ended())))
                .map(each -> each.getKey() + " " + each.getValue().status() + ": "
                        + each.getValue().message())
                .orElse("");
    }

    /// The report, with what the node's job grants should it tell of a failure.
    Input.Report granted(LiveRun live, Input.Report report) {
        if (!live.run.isTask(report.node())) {
            return report;
        }
        return report.withAgain(send.job(live.run.job(report.node()))
                .map(job -> job.spec().policies())
                .filter(policies -> report.attempt() <= policies.retries())
                .filter(policies ->
                        report.status() != NodeStatus.TIMEOUT || policies.onTimeout() == Policies.OnTimeout.RETRY)
                .map(Policies::backOff)
                .orElse(null));
    }
}
