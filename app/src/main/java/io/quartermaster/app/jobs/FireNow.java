package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the servers to fire a job now, and watches for their answer. FX thread only, without a toolkit.
final class FireNow {
    /// After this long without an answer a person is told so.
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /// After this long nobody waits any more; the command stays, and the record shows when a server carries it out.
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final Supplier<String> keys;
    private final Consumer<Notice> notices;
    private final List<Waiting> waiting = new ArrayList<>();

    /// @param keys gives each wish a key of its own, by which servers carry it out once
    FireNow(Texts texts, BackgroundTasks tasks, InstantSource clock, Supplier<String> keys, Consumer<Notice> notices) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
        this.keys = keys;
        this.notices = notices;
    }

    void fire(Workspace workspace, Job job) {
        String key = keys.get();
        notices.accept(Notice.of(
                Notice.Kind.WAITING, texts.get("jobs.fire.asked", job.spec().name())));
        tasks.run(texts.live("jobs.task.fire", job.spec().name()), () -> workspace
                        .database()
                        .commands()
                        .ask(job, Command.Kind.TRIGGER_NOW, key, workspace.actor()))
                .onDone(command -> waiting.add(new Waiting(workspace, job, command.id(), clock.instant())))
                .onFailed(why -> notices.accept(Notice.of(
                        Notice.Kind.REFUSED,
                        texts.get("jobs.fire.failed", job.spec().name(), new Trouble(clock.instant(), why).cause()))));
    }

    /// The pulse: looks whether somebody answered.
    void tick(Instant now) {
        for (Waiting each : List.copyOf(waiting)) {
            if (!each.looking) {
                look(each, now);
            }
        }
    }

    private void look(Waiting each, Instant now) {
        each.looking = true;
        tasks.quietly(
                        texts.live("jobs.task.fire", each.name()),
                        () -> each.workspace.database().commands().find(each.command))
                .onDone(found -> {
                    each.looking = false;
                    seen(each, found.orElse(null), now);
                })
                .onFailed(why -> {
                    // the page itself says that the database is away; the answer is not lost, it stands in the row
                    each.looking = false;
                    patience(each, now);
                });
    }

    private void seen(Waiting each, @Nullable Command command, Instant now) {
        if (command == null || command.state() == Command.State.NEW) {
            patience(each, now);
            return;
        }
        waiting.remove(each);
        if (command.state() == Command.State.REFUSED) {
            notices.accept(Notice.of(
                    Notice.Kind.REFUSED,
                    texts.get("jobs.fire.refused", each.name(), String.valueOf(command.answer()))));
        } else if (command.record() == null) {
            notices.accept(Notice.of(Notice.Kind.DONE, texts.get("jobs.fire.done", each.name())));
        } else {
            notices.accept(new Notice(
                    Notice.Kind.DONE,
                    texts.get("jobs.fire.record", each.name(), command.record().toString()),
                    each.job.id(),
                    command.record()));
        }
    }

    private void patience(Waiting each, Instant now) {
        Duration since = Duration.between(each.asked, now);
        if (!each.told && since.compareTo(PATIENCE) >= 0) {
            each.told = true;
            notices.accept(Notice.of(Notice.Kind.WARNING, texts.get("jobs.fire.unanswered", each.name())));
        }
        if (since.compareTo(LIMIT) >= 0) {
            waiting.remove(each);
        }
    }

    /// A wish nobody has answered yet.
    private static final class Waiting {
        private final Workspace workspace;
        private final Job job;
        private final long command;
        private final Instant asked;
        private boolean looking;
        private boolean told;

        Waiting(Workspace workspace, Job job, long command, Instant asked) {
            this.workspace = workspace;
            this.job = job;
            this.command = command;
            this.asked = asked;
        }

        String name() {
            return job.spec().name();
        }
    }
}
