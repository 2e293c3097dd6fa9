package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Has what is due happen: each is one step.
final class Happen {
    /// Who tries again by a job's policy, as in the log of a server.
    private static final String POLICY = "policy";

    private final DeskCase desk;
    private final Track track;

    Happen(DeskCase desk, Track track) {
        this.desk = desk;
        this.track = track;
    }

    void now(Due due) {
        switch (due) {
            case Due.Result result -> answered(result);
            case Due.Wake wake ->
                track.append(new Step.Woke(wake.node()), track.unrefused(new Input.Tick(), wake.at()), wake.at());
            case Due.Deed deed -> again(deed);
        }
    }

    private void answered(Due.Result result) {
        Turn turn = result.turn();
        Told told = result.told();
        List<Input.Write> writes = new ArrayList<>();
        told.writes()
                .forEach((name, value) -> writes.add(
                        new Input.Write(name, value, result.read().getOrDefault(name, Input.Write.AS_GIVEN))));
        Input report = new Input.Report(
                turn.node(), turn.pass(), turn.attempt(), told.status(), told.code(), told.message(), writes);
        List<RunEvent> events = new ArrayList<>(track.unrefused(report, result.at()));
        if (!result.asRecorded()) {
            events.addAll(retried(events, result.at()));
        }
        track.append(new Step.Came(turn, told, result.asRecorded()), events, result.at());
    }

    /// What the policies of jobs do about failures, as a server would in the same breath.
    private List<RunEvent> retried(List<RunEvent> events, Instant at) {
        List<RunEvent> more = new ArrayList<>();
        for (RunEvent event : events) {
            if (event.fact() instanceof Fact.Ended ended && retries(ended)) {
                more.addAll(track.unrefused(new Input.Act(Verb.RETRY, ended.node(), POLICY, ""), at));
            }
        }
        return more;
    }

    private boolean retries(Fact.Ended ended) {
        TopologyRun run = track.run();
        boolean failed = ended.status() == NodeStatus.FAILED || ended.status() == NodeStatus.TIMEOUT;
        return failed
                && run.isTask(ended.node())
                && run.node(ended.node()).attempt() <= desk.retries().getOrDefault(run.job(ended.node()), 0)
                && run.refusal(Verb.RETRY, ended.node()).isEmpty();
    }

    private void again(Due.Deed deed) {
        List<RunEvent> events = List.of();
        Optional<String> refusal = Optional.empty();
        try {
            events = track.run().decide(deed.input(), deed.at());
        } catch (Refused | IllegalArgumentException e) {
            // the run went another way than the recorded one
            refusal = Optional.of(String.valueOf(e.getMessage()));
        }
        track.append(new Step.Did(deed.input(), true, refusal), events, deed.at(), deed.index() + 1);
    }
}
