package io.quartermaster.app.topologies;

import io.quartermaster.model.Job;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.util.List;
import java.util.Optional;

/// A topology as the list shows it. Immutable.
///
/// @param versions the newest first
record TopologyRow(Job job, List<TopologyVersion> versions) {
    TopologyRow {
        versions = List.copyOf(versions);
    }

    Optional<TopologyVersion> published() {
        return versions.stream()
                .filter(version -> version.state() == State.PUBLISHED)
                .findFirst();
    }

    /// The newest that is being edited.
    Optional<TopologyVersion> draft() {
        return versions.stream()
                .filter(version -> version.state() == State.DRAFT)
                .findFirst();
    }
}
