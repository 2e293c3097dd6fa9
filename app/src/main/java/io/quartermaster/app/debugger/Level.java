package io.quartermaster.app.debugger;

import io.quartermaster.model.JobId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A topology that is looked at: the run's own, or one within, also before the run has come to it. Immutable.
///
/// @param topology the topology within that it is, null for the run's own
/// @param body     the level of the run, as nodes name it
/// @param outer    the level it stands in, null for the run's own
record Level(@Nullable JobId topology, String body, String name, @Nullable Level outer) {
    /// From the run's own to this one.
    List<Level> path() {
        List<Level> path = new ArrayList<>(outer == null ? List.of() : outer.path());
        path.add(this);
        return path;
    }
}
