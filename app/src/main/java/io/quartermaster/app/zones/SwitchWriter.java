package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.ConfigRepository.Change;
import io.quartermaster.store.StoreException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a switch over the row a person has seen, and says when somebody else was quicker. FX thread only; the
/// database is asked in background tasks.
final class SwitchWriter {
    private final BackgroundTasks tasks;
    private final Texts texts;
    private boolean writing;

    SwitchWriter(BackgroundTasks tasks, Texts texts) {
        this.tasks = tasks;
        this.texts = texts;
    }

    boolean writing() {
        return writing;
    }

    /// @param seen    what the person saw standing; null for no row
    /// @param value   what is to stand; null removes the row
    /// @param written hears what can be taken back
    /// @param stale   hears what stands instead, and that nothing was written
    void write(
            Workspace in,
            InstanceId instance,
            @Nullable String seen,
            @Nullable String value,
            @Nullable String reason,
            Consumer<LastChange> written,
            Consumer<@Nullable String> stale) {
        writing = true;
        BackgroundTask<Change> task = tasks.run(
                texts.live("zones.task.write", instance.value()), () -> write(in, instance, seen, value, reason));
        task.stateProperty().subscribe(state -> writing = !state.isOver());
        task.onDone(change -> {
            switch (change) {
                case Change.Done done -> written.accept(new LastChange(in, instance, done.value(), done.former()));
                case Change.Stale refused -> stale.accept(refused.current());
            }
        });
    }

    private static Change write(
            Workspace in, InstanceId instance, @Nullable String seen, @Nullable String value, @Nullable String reason) {
        try {
            return in.database().config().setZoneSwitch(instance, seen, value, in.actor(), reason);
        } catch (StoreException e) {
            throw new SwitchNotWritten(instance.value(), e);
        }
    }
}
