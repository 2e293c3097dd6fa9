package io.quartermaster.app.connections;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Command;
import io.quartermaster.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches for the servers' answers to what was asked of them. FX thread only, without a toolkit; looks in background
/// tasks.
public final class CommandWatch {
    /// After this long without an answer a person is told so.
    public static final Duration PATIENCE = Duration.ofSeconds(5);
    /// After this long nobody waits any more; the command stays, and what came of it shows when a server carries it
    // out.
    public static final Duration LIMIT = Duration.ofMinutes(2);

    /// What is heard of a command.
    public sealed interface Heard {
        /// @param record what came of it; null when nothing is named
        record Done(@Nullable RecordId record, @Nullable String answer) implements Heard {}

        /// @param answer why, word for word
        record Refused(String answer) implements Heard {}

        /// Nobody has picked it up yet; it stays asked for.
        record Unanswered() implements Heard {}
    }

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final InstantSource clock;
    private final List<Waiting> waiting = new ArrayList<>();

    public CommandWatch(Texts texts, BackgroundTasks tasks, InstantSource clock) {
        this.texts = texts;
        this.tasks = tasks;
        this.clock = clock;
    }

    /// @param titleKey of the task that looks; its one argument is `name`
    /// @param told     hears `Unanswered` once at most, and then what came of it
    public void watch(Workspace in, long command, String titleKey, String name, Consumer<Heard> told) {
        waiting.add(new Waiting(in, command, titleKey, name, told, clock.instant()));
    }

    /// The pulse: looks whether somebody answered.
    public void tick(Instant now) {
        for (Waiting each : List.copyOf(waiting)) {
            if (!each.looking) {
                look(each, now);
            }
        }
    }

    private void look(Waiting each, Instant now) {
        each.looking = true;
        tasks.quietly(
                        texts.live(each.titleKey, each.name),
                        () -> each.in.database().commands().find(each.command))
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
        each.told.accept(
                command.state() == Command.State.REFUSED
                        ? new Heard.Refused(String.valueOf(command.answer()))
                        : new Heard.Done(command.record(), command.answer()));
    }

    private void patience(Waiting each, Instant now) {
        Duration since = Duration.between(each.asked, now);
        if (!each.toldSo && since.compareTo(PATIENCE) >= 0) {
            each.toldSo = true;
            each.told.accept(new Heard.Unanswered());
        }
        if (since.compareTo(LIMIT) >= 0) {
            waiting.remove(each);
        }
    }

    /// A wish nobody has answered yet.
    private static final class Waiting {
        private final Workspace in;
        private final long command;
        private final String titleKey;
        private final String name;
        private final Consumer<Heard> told;
        private final Instant asked;
        private boolean looking;
        private boolean toldSo;

        Waiting(Workspace in, long command, String titleKey, String name, Consumer<Heard> told, Instant asked) {
            this.in = in;
            this.command = command;
            this.titleKey = titleKey;
            this.name = name;
            this.told = told;
            this.asked = asked;
        }
    }
}
