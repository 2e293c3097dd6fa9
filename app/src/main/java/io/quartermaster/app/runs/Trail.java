package io.quartermaster.app.runs;

import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.run.NodeKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How far a person has gone into a run: topologies opened in place, and the copies they look at. Immutable.
///
/// @param steps the run's own topology first
record Trail(List<Step> steps) {
    static final Trail TOP = new Trail(List.of(new Step(null, null)));

    /// @param into the node whose topology was opened, null for the run's own
    /// @param copy the one copy of a branch that is looked at, null for all of them folded
    record Step(@Nullable NodeId into, @Nullable String copy) {}

    Trail {
        steps = List.copyOf(steps);
    }

    /// The way to a node of a run.
    static Trail to(NodeKey key) {
        Trail found = TOP;
        if (key.frame().isEmpty()) {
            return found;
        }
        StringBuilder place = new StringBuilder();
        for (String step : key.frame().split("/", -1)) {
            place.append(place.isEmpty() ? "" : "/").append(step);
            int within = step.lastIndexOf('~');
            found = within < 0 ? found.narrowed(place.toString()) : found.into(new NodeId(step.substring(0, within)));
        }
        return found;
    }

    Trail into(NodeId node) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(node, null));
        return new Trail(longer);
    }

    /// Back to the first `depth` steps.
    Trail upTo(int depth) {
        return new Trail(steps.subList(0, depth));
    }

    /// Looks at one copy only, or at all again.
    Trail narrowed(@Nullable String copy) {
        List<Step> same = new ArrayList<>(steps);
        same.set(same.size() - 1, new Step(steps.getLast().into(), copy));
        return new Trail(same);
    }

    @Nullable
    String copy() {
        return steps.getLast().copy();
    }

    /// Whether a place is seen when only `copy` is looked at: it is, unless it is in another copy of the same branch.
    static boolean sees(@Nullable String copy, String place) {
        if (copy == null) {
            return true;
        }
        String[] wanted = copy.split("/", -1);
        String[] here = place.split("/", -1);
        for (int i = 0; i < Math.min(wanted.length, here.length); i++) {
            if (!wanted[i].equals(here[i])) {
                return !branch(wanted[i]).equals(branch(here[i]));
            }
        }
        return true;
    }

    private static String branch(String step) {
        int mark = step.lastIndexOf('#');
        return mark < 0 ? step : step.substring(0, mark);
    }
}
