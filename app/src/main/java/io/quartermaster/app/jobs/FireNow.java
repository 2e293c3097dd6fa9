package io.quartermaster.app.jobs;

import io.quartermaster.app.connections.CommandWatch;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks the servers to fire a job now, and watches for their answer. FX thread only, without a toolkit.
final class FireNow {
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final Supplier<String> keys;
    private final Consumer<Notice> notices;
    private final CommandWatch watch;

    /// @param keys gives each wish a key of its own, by which servers carry it out once
    FireNow(Texts texts, BackgroundTasks tasks, InstantSource clock, Supplier<String> keys, Consumer<Notice> notices) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
        this.keys = keys;
        this.notices = notices;
        this.watch = new CommandWatch(texts, tasks, clock);
    }

    void fire(Workspace workspace, Job job) {
        String key = keys.get();
        String name = job.spec().name();
        notices.accept(Notice.of(Notice.Kind.WAITING, texts.get("jobs.fire.asked", name)));
        tasks.run(texts.live("jobs.task.fire", name), () -> workspace
                        .database()
                        .commands()
                        .ask(job, Command.Kind.TRIGGER_NOW, key, workspace.actor()))
                .onDone(command ->
                        watch.watch(workspace, command.id(), "jobs.task.fire", name, heard -> told(job, heard)))
                .onFailed(why -> notices.accept(Notice.of(
                        Notice.Kind.REFUSED,
                        texts.get("jobs.fire.failed", name, new Trouble(clock.instant(), why).cause()))));
    }

    /// The pulse: looks whether somebody answered.
    void tick(Instant now) {
        watch.tick(now);
    }

    private void told(Job job, CommandWatch.Heard heard) {
        String name = job.spec().name();
        switch (heard) {
            case CommandWatch.Heard.Unanswered none ->
                notices.accept(Notice.of(Notice.Kind.WARNING, texts.get("jobs.fire.unanswered", name)));
            case CommandWatch.Heard.Refused refused ->
                notices.accept(Notice.of(Notice.Kind.REFUSED, texts.get("jobs.fire.refused", name, refused.answer())));
            case CommandWatch.Heard.Done done ->
                notices.accept(
                        done.record() == null
                                ? Notice.of(Notice.Kind.DONE, texts.get("jobs.fire.done", name))
                                : new Notice(
                                        Notice.Kind.DONE,
                                        texts.get(
                                                "jobs.fire.record",
                                                name,
                                                done.record().toString()),
                                        job.id(),
                                        done.record()));
        }
    }
}
