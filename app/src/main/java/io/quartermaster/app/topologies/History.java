package io.quartermaster.app.topologies;

import io.quartermaster.model.topology.Topology;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What was done to a drawing, each deed by its name, and what was taken back. FX thread only.
final class History {
    private static final int LONGEST = 500;

    /// @param at what the drawing was on the other side of the deed
    private record Step(Said did, Topology at) {}

    private final Deque<Step> done = new ArrayDeque<>();
    private final Deque<Step> undone = new ArrayDeque<>();

    void did(Said what, Topology before) {
        done.push(new Step(what, before));
        undone.clear();
        if (done.size() > LONGEST) {
            done.removeLast();
        }
    }

    Optional<Said> undo() {
        return Optional.ofNullable(done.peek()).map(Step::did);
    }

    Optional<Said> redo() {
        return Optional.ofNullable(undone.peek()).map(Step::did);
    }

    /// @return the drawing as it was before the last deed, or as it is when there is none
    Topology back(Topology now) {
        return move(done, undone, now);
    }

    Topology forward(Topology now) {
        return move(undone, done, now);
    }

    void clear() {
        done.clear();
        undone.clear();
    }

    private static Topology move(Deque<Step> from, Deque<Step> to, Topology now) {
        Step step = from.poll();
        if (step == null) {
            return now;
        }
        to.push(new Step(step.did(), now));
        return step.at();
    }
}
