package io.quartermaster.model.topology.desk;

import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The log of a run and how long it was after each step; everything else here is made of that, and made anew when it is
/// cut short.
final class Track {
    private final DeskCase desk;
    private final List<RunEvent> log = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private TopologyRun run;
    private Tally tally = new Tally();

    Track(DeskCase desk) {
        this.desk = desk;
        run = new TopologyRun(desk.definitions());
        append(new Step.Began(), unrefused(desk.begin(), desk.at()), desk.at(), 0);
    }

    TopologyRun run() {
        return run;
    }

    Tally tally() {
        return tally;
    }

    List<RunEvent> log() {
        return List.copyOf(log);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Step last() {
        return steps.getLast();
    }

    /// What the last step added to the log.
    List<RunEvent> lastEvents() {
        int before = steps.size() < 2 ? 0 : steps.get(steps.size() - 2).size();
        return List.copyOf(log.subList(before, log.size()));
    }

    void append(Step.What what, List<RunEvent> events, Instant at, int deeds) {
        log.addAll(events);
        tally.add(events);
        steps.add(new Step(steps.size(), what, log.size(), at, deeds));
    }

    void append(Step.What what, List<RunEvent> events, Instant at) {
        append(what, events, at, last().deeds());
    }

    /// Back to how it was after a step.
    void cut(int number) {
        steps.subList(number + 1, steps.size()).clear();
        log.subList(last().size(), log.size()).clear();
        run = TopologyRun.replay(desk.definitions(), log);
        tally = Tally.of(log);
    }

    /// What comes of something that no run refuses.
    List<RunEvent> unrefused(Input input, Instant at) {
        try {
            return run.decide(input, at);
        } catch (Refused e) {
            throw new IllegalStateException(e);
        }
    }
}
