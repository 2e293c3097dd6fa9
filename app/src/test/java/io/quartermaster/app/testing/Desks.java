package io.quartermaster.app.testing;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Theme;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Toasts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;

/// Desks for tests: real parts, a clock that stands still, state in the directory given.
public final class Desks {
    /// What the clock of a test's desk shows.
    public static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");

    private Desks() {}

    public static Desk of(Path home, Texts texts, Dialogs dialogs, BackgroundTasks tasks) {
        Toasts toasts = new Toasts();
        return new Desk(
                texts,
                tasks,
                dialogs,
                new ActionRegistry(texts, dialogs, toasts),
                toasts,
                new Times(texts, new Ticker(InstantSource.fixed(NOW)), ZoneOffset.UTC),
                new Theme(Appearance.LIGHT),
                new AppState(home.resolve("console.properties"), Runnable::run));
    }

    /// For ViewModels: English, tasks by hand, dialogs that answer.
    public static Desk plain(Path home, ManualTasks tasks, AnsweringDialogs dialogs) {
        return of(home, new Texts(Language.ENGLISH), dialogs, tasks.tasks());
    }
}
