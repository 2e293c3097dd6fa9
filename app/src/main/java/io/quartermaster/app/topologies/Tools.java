package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What a view model of this page works with. Immutable.
///
/// @param drafts where what is not saved yet is kept, null for nowhere
record Tools(BackgroundTasks tasks, Texts texts, Toasts toasts, InstantSource clock, @Nullable Path drafts) {
    static Tools of(Desk desk, @Nullable Path drafts) {
        return new Tools(
                desk.tasks(), desk.texts(), desk.toasts(), desk.times().ticker().clock(), drafts);
    }
}
