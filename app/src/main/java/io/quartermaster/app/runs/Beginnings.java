package io.quartermaster.app.runs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.run.BeginWith;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Begins runs of topologies, and tells what the server answered. FX thread only.
final class Beginnings {
    /// A server answers within half a second; nobody waits for longer than this without being told.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Desk desk;
    private final Texts texts;
    private final Consumer<RecordId> begun;
    private @Nullable Waiting waiting;

    private record Waiting(Workspace in, Job job, long command, Instant since) {}

    /// @param begun opens the run
    Beginnings(Desk desk, Consumer<RecordId> begun) {
        this.desk = desk;
        this.texts = desk.texts();
        this.begun = begun;
    }

    /// Asks how; what runs is the published version.
    void ask(Workspace in, Job job) {
        desk.tasks()
                .run(
                        texts.live("runs.task.version", job.spec().name()),
                        () -> in.database().topologies().published(job.id()))
                .onDone(version -> open(in, job, version));
    }

    /// The pulse: looks for the answer.
    void pulse() {
        Waiting now = waiting;
        if (now != null) {
            desk.tasks()
                    .quietly(
                            texts.live("runs.task.list"),
                            () -> now.in().database().commands().find(now.command()))
                    .onDone(command -> command.ifPresent(found -> look(now, found)));
        }
    }

    private void open(Workspace in, Job job, Optional<TopologyVersion> version) {
        if (version.isEmpty()) {
            desk.toasts().show(texts.get("runs.begin.unpublished", job.spec().name()));
            return;
        }
        new BeginSheet(desk, in, job, version.get().definition(), (with, reason) -> begin(in, job, with, reason))
                .open();
    }

    private void begin(Workspace in, Job job, BeginWith with, @Nullable String reason) {
        String key = UUID.randomUUID().toString();
        desk.tasks()
                .run(
                        texts.live("runs.task.begin", job.spec().name()),
                        () -> in.database().topologyRuns().begin(job, with, key, in.actor(), reason))
                .onDone(command -> {
                    waiting = new Waiting(in, job, command.id(), now());
                    desk.toasts().show(texts.get("runs.begin.asked", job.spec().name()));
                    pulse();
                });
    }

    private void look(Waiting asked, Command command) {
        if (waiting != asked) {
            return;
        }
        RecordId record = command.record();
        if (command.state() == Command.State.NEW) {
            if (Duration.between(asked.since(), now()).compareTo(PATIENCE) > 0) {
                waiting = null;
                desk.toasts()
                        .show(texts.get("runs.begin.silent", asked.job().spec().name()));
            }
        } else {
            waiting = null;
            if (record == null) {
                String answer = command.answer();
                desk.toasts()
                        .show(texts.get("runs.begin.refused", asked.job().spec().name(), answer == null ? "" : answer));
            } else {
                begun.accept(record);
            }
        }
    }

    private Instant now() {
        return desk.times().ticker().clock().instant();
    }
}
