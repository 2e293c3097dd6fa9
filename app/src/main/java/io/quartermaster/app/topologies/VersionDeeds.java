package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.Job;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.store.TopologyRepository;
import io.quartermaster.store.TopologyRepository.Outcome;
import io.quartermaster.store.TopologyVersionLine;
import org.jspecify.annotations.Nullable;

/// What becomes of the versions of the open topology. Whatever is not saved yet is saved first. FX thread only, without
/// a toolkit.
final class VersionDeeds {
    private final EditorViewModel model;
    private final Job job;
    private final Workspace workspace;

    VersionDeeds(EditorViewModel model) {
        this.model = model;
        this.job = model.job();
        this.workspace = model.workspace();
    }

    private TopologyRepository store() {
        return workspace.database().topologies();
    }

    /// Begins a draft from nothing (0) or from what a version is.
    void begin(int baseline) {
        model.saving()
                .save(() -> model.change(
                        "topologies.task.begin",
                        () -> {
                            Topology from = store().find(job.id(), baseline)
                                    .map(TopologyVersion::definition)
                                    .orElse(Topology.blank());
                            return store().begin(job, baseline, from, workspace.actor());
                        },
                        this::begun,
                        () -> {}));
    }

    /// Begins a draft of what was drawn, as the one it was drawn in cannot take it.
    void begin(int baseline, Topology drawn) {
        model.change(
                "topologies.task.begin",
                () -> store().begin(job, baseline, drawn, workspace.actor()),
                this::begun,
                () -> {});
    }

    private void begun(Outcome outcome) {
        turned(outcome, "topologies.begun");
    }

    /// Makes what is shown the version that runs.
    ///
    /// @param note said of it, null for nothing
    void publish(@Nullable String note) {
        model.saving().save(() -> {
            TopologyVersion shown = model.version();
            if (shown != null) {
                model.change(
                        "topologies.task.publish",
                        () -> store().publish(job, shown.number(), shown.revision(), workspace.actor(), note),
                        outcome -> turned(outcome, "topologies.published"),
                        () -> {});
            }
        });
    }

    /// Gives up what is shown.
    void discard() {
        model.saving().save(() -> {
            TopologyVersion shown = model.version();
            if (shown != null) {
                discard(TopologyVersionLine.of(shown));
            }
        });
    }

    void discard(TopologyVersionLine line) {
        model.change(
                "topologies.task.discard",
                () -> store().discard(job, line.number(), line.revision(), workspace.actor()),
                outcome -> turned(outcome, "topologies.discarded"),
                () -> {});
    }

    /// Deletes a discarded version for good.
    void delete(TopologyVersionLine line) {
        model.change(
                "topologies.task.delete",
                () -> store().delete(job, line.number(), line.revision(), workspace.actor()),
                outcome -> deleted(line, outcome),
                () -> {});
    }

    private void deleted(TopologyVersionLine line, Outcome outcome) {
        if (outcome instanceof Outcome.Deleted) {
            model.toast("topologies.deleted", job.spec().name(), line.number());
            model.gone(line.number());
        } else if (outcome instanceof Outcome.Stale) {
            model.refresh();
        } else {
            model.saving().refused(outcome);
        }
    }

    private void turned(Outcome outcome, String told) {
        if (outcome instanceof Outcome.Saved done) {
            TopologyVersion shown = model.version();
            boolean other = told.equals("topologies.discarded")
                    && shown != null
                    && shown.number() != done.version().number();
            if (!other) {
                model.show(done.version());
            }
            model.toast(told, job.spec().name(), done.version().number());
            model.refresh();
        } else {
            model.saving().refused(outcome);
        }
    }
}
