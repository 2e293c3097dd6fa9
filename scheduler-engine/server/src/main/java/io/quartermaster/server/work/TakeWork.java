package io.quartermaster.server.work;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.work.Said;
import io.quartermaster.store.engine.CommandInbox;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.WorkRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes in what arrives for runs. Confined to one loop.
final class TakeWork {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int BATCH = 1_000;

    private final WorkRows rows;
    private final LiveWorks live;
    private @Nullable Instant looked;

    TakeWork(WorkRows rows, LiveWorks live) {
        this.rows = rows;
        this.live = live;
    }

    void take(Fence fence, Arrived arrived, WorkRound round) {
        switch (arrived) {
            case Arrived.Start start -> live.begin(fence, start.order(), start.epoch(), round.now());
            case Arrived.Reported one -> reported(one, round);
            case Arrived.Progressed one ->
                live.find(one.trigger().run())
                        .filter(run -> run.order.instance().equals(one.reporter()))
                        .ifPresent(run -> run.state.progressed(
                                one.trigger().number(), one.trigger().attempt(), one.total(), one.succeed()));
            case Arrived.Asked one -> asked(one, round);
            case Arrived.Stop stop -> live.find(stop.trigger()).ifPresent(run -> run.state.cancel(round.now()));
        }
    }

    /// A client reports to any server; that which has the run, or is about to take it over, looks for what was told
    // while
    /// it had not.
    private void reported(Arrived.Reported one, WorkRound round) {
        Optional<LiveWork> run = live.find(one.trigger().run());
        if (run.isPresent()) {
            InstanceId reporter = one.reporter();
            if (reporter == null || reporter.equals(run.get().order.instance())) {
                said(run.get(), one.trigger(), one.said(), round.now());
            }
            round.taken(one.stored());
            return;
        }
        rows.deliver(one.trigger().run(), one.trigger().toString(), one.said());
        one.stored().complete(null);
    }

    private static void said(LiveWork run, WorkTrigger trigger, Said said, Instant now) {
        switch (trigger) {
            case WorkTrigger.OfChunk chunk -> {
                if (run.state.reported(chunk.number(), chunk.attempt(), said, now)) {
                    run.flights.remove(chunk.number());
                }
            }
            case WorkTrigger.OfFinish finish -> {
                run.finishing.remove(finish.instance());
                run.state.instanceEnded(
                        finish.instance(), said.success() ? RunStatus.SUCCEED : RunStatus.FAILED, said.message(), now);
            }
        }
    }

    /// What clients told other servers.
    void delivered(WorkRound round) {
        Instant last = looked;
        if (last != null && round.now().isBefore(last.plus(LOOK))) {
            return;
        }
        looked = round.now();
        List<Long> runs = live.all().stream().map(run -> run.id).toList();
        for (WorkRows.Delivered report : rows.delivered(runs, BATCH)) {
            Said said = report.said();
            if (said != null) {
                WorkTrigger.read(report.trigger()).ifPresent(trigger -> live.find(report.run())
                        .ifPresent(run -> said(run, trigger, said, round.now())));
            }
            round.delivered(report);
        }
    }

    private void asked(Arrived.Asked one, WorkRound round) {
        Optional<LiveWork> run = live.find(one.record());
        Optional<String> refusal =
                run.isEmpty() ? Optional.of("there is no such run, or it has ended") : obey(run.get(), one, round);
        round.reply(new CommandInbox.Reply(one.command(), one.record(), refusal));
    }

    private static Optional<String> obey(LiveWork run, Arrived.Asked one, WorkRound round) {
        return switch (one.command().kind()) {
            case PAUSE -> run.state.pause();
            case RESUME -> run.state.resume(round.now());
            case CANCEL -> {
                Optional<String> refusal = run.state.cancel(round.now());
                if (refusal.isEmpty()) {
                    run.endedBy = one.command().actor().who();
                }
                yield refusal;
            }
            default -> Optional.of("this is not done to a run");
        };
    }
}
