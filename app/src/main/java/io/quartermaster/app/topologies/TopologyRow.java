package io.quartermaster.app.topologies;

import io.quartermaster.model.Job;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.TopologyVersionLine;
import java.util.List;
import java.util.Optional;

/// A topology as the list shows it. Immutable.
///
/// @param versions the newest first
record TopologyRow(Job job, List<TopologyVersionLine> versions) {
    TopologyRow {
        versions = List.copyOf(versions);
    }

    Optional<TopologyVersionLine> published() {
        return versions.stream()
                .filter(version -> version.state() == State.PUBLISHED)
                .findFirst();
    }

    /// The newest that is being edited.
    Optional<TopologyVersionLine> draft() {
        return versions.stream()
                .filter(version -> version.state() == State.DRAFT)
                .findFirst();
    }
}
