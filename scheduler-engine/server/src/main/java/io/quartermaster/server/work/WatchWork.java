package io.quartermaster.server.work;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ExecuteInstance;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.WatchRuns;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.work.LiveWork.Flight;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/// What time brings to runs: clients that are gone, or back by another link, deadlines, ends that are waited for, rates
/// that were changed. Confined to one loop.
final class WatchWork {
    /// So long a chunk may take to end after it was asked to.
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Clients clients;
    private final SendChunks send;
    private final Function<JobId, Optional<Job>> jobs;
    private final Duration grace;

    WatchWork(Clients clients, SendChunks send, Function<JobId, Optional<Job>> jobs, Duration grace) {
        this.clients = clients;
        this.send = send;
        this.jobs = jobs;
        this.grace = grace;
    }

    void look(Collection<LiveWork> runs, WorkRound round) {
        for (LiveWork run : runs) {
            deadline(run, round.now());
            for (Chunk chunk : run.state.executing()) {
                chunk(run, chunk, round);
            }
            ending(run, round.now());
            for (ExecuteInstance each : run.state.awaited()) {
                awaited(run, each, round);
            }
            rate(run);
        }
    }

    private static void deadline(LiveWork run, Instant now) {
        Instant deadline = run.order.deadline();
        if (deadline != null && !deadline.isAfter(now) && run.state.status() == RunStatus.EXECUTING) {
            run.state.overdue(Duration.between(run.order.fired(), deadline), now);
        }
    }

    /// Its client may be back by another link, and is sent the same attempt once more: one that has it goes on, or
    /// reports again.
    private void chunk(LiveWork run, Chunk chunk, WorkRound round) {
        Flight flight = run.flights.get(chunk.number());
        if (flight != null && clients.find(flight.session()).isPresent()) {
            run.flights.put(chunk.number(), flight.seen(round.now()));
            return;
        }
        Optional<ConnectedClient> back = clients.process(run.order.instance(), String.valueOf(chunk.instance()));
        if (back.isPresent()) {
            round.send(run, chunk, back.get().sessionId());
        } else if (flight == null) {
            // taken over: it has the usual time to come back
            run.flights.put(chunk.number(), new Flight("", round.now()));
        } else if (!flight.seen().plus(grace).isAfter(round.now())) {
            run.flights.remove(chunk.number());
            run.state.lost(chunk.number(), WatchRuns.CLIENT_LOST, round.now());
        }
    }

    private void ending(LiveWork run, Instant now) {
        if (!run.state.isEnding()) {
            return;
        }
        Instant since = run.ending;
        if (since == null) {
            run.ending = now;
        } else if (!since.plus(STOPPING).isAfter(now)) {
            run.state.stopWaiting(now);
            return;
        }
        send.stop(run, run.state.executing());
    }

    private void awaited(LiveWork run, ExecuteInstance machine, WorkRound round) {
        Flight asked = run.finishing.get(machine.instance());
        if (asked != null && clients.find(asked.session()).isPresent()) {
            run.finishing.put(machine.instance(), asked.seen(round.now()));
            return;
        }
        Optional<ConnectedClient> there = clients.process(run.order.instance(), machine.instance());
        if (there.isPresent()) {
            round.finish(run, machine.instance(), there.get().sessionId());
        } else if (asked == null) {
            run.finishing.put(machine.instance(), new Flight("", round.now()));
        } else if (!asked.seen().plus(grace).isAfter(round.now())) {
            run.state.instanceEnded(machine.instance(), RunStatus.FAILED, WatchRuns.CLIENT_LOST, round.now());
        }
    }

    /// The job's rate as it stands now, and not as it was when the run began.
    private void rate(LiveWork run) {
        run.rate =
                jobs.apply(run.order.job()).map(job -> job.spec().work().rate()).orElse(run.rate);
        send.rate(run);
    }
}
