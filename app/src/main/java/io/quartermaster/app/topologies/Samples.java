package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;

/// Topologies to look at and to try, for who has none yet.
public interface Samples {
    /// Whether this is a place for samples: an engine of one's own, never a shared one. Asked on the FX thread.
    boolean fit(Workspace workspace);

    /// Adds them; blocks, so in a background task.
    void add(Workspace workspace);
}
