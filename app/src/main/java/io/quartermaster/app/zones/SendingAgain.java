package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TriggerRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the servers to send again what was triggered in zones that were switched, and watches for their answers. FX
/// thread only, without a toolkit; the database is asked in background tasks.
final class SendingAgain {
    /// More than that are not listed, nor sent again at once.
    static final int MOST = 1_000;
    /// After this long whoever asked is told how many nobody has answered.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final List<Waiting> waiting = new ArrayList<>();

    SendingAgain(BackgroundTasks tasks, Texts texts, InstantSource clock) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param refusal why the first of those was refused, word for word; null when none was
    record Told(int sent, int refused, int unanswered, @Nullable String refusal) {}

    private static final class Waiting {
        private final Workspace in;
        private final List<Long> commands;
        private final Consumer<Told> told;
        private final Instant asked;
        private boolean looking;

        Waiting(Workspace in, List<Command> commands, Consumer<Told> told, Instant asked) {
            this.in = in;
            this.commands = commands.stream().map(Command::id).toList();
            this.told = told;
            this.asked = asked;
        }
    }

    /// Reads what could be sent again now.
    void list(Workspace in, InstanceId instance, List<String> zones, Consumer<List<TriggerRecord>> then) {
        tasks.run(
                        texts.live("zones.task.again.list"),
                        () -> in.database().records().unreported(instance, zones, MOST))
                .onDone(then);
    }

    /// Asks for all of them, with one reason.
    void ask(Workspace in, InstanceId instance, List<TriggerRecord> records, String reason, Consumer<Told> told) {
        tasks.run(
                        texts.live("zones.task.again"),
                        () -> in.database().commands().sendAgain(instance, records, in.actor(), reason))
                .onDone(commands -> waiting.add(new Waiting(in, commands, told, clock.instant())));
    }

    /// The pulse: looks whether all were answered.
    void tick() {
        for (Waiting each : List.copyOf(waiting)) {
            if (!each.looking) {
                look(each);
            }
        }
    }

    private void look(Waiting each) {
        each.looking = true;
        tasks.quietly(
                        texts.live("zones.task.again"),
                        () -> each.in.database().commands().find(each.commands))
                .onDone(found -> {
                    each.looking = false;
                    seen(each, found);
                })
                // the page itself says that the database is away; the answers are not lost, they stand in the rows
                .onFailed(why -> each.looking = false);
    }

    private void seen(Waiting each, List<Command> found) {
        int sent = count(found, Command.State.DONE);
        int refused = count(found, Command.State.REFUSED);
        int open = each.commands.size() - sent - refused;
        if (open == 0 || Duration.between(each.asked, clock.instant()).compareTo(PATIENCE) >= 0) {
            waiting.remove(each);
            String refusal = found.stream()
                    .filter(command -> command.state() == Command.State.REFUSED)
                    .map(command -> String.valueOf(command.answer()))
                    .findFirst()
                    .orElse(null);
            each.told.accept(new Told(sent, refused, open, refusal));
        }
    }

    private static int count(List<Command> commands, Command.State state) {
        return (int)
                commands.stream().filter(command -> command.state() == state).count();
    }
}
