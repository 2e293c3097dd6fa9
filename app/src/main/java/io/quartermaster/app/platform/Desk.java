package io.quartermaster.app.platform;

/// Everything a page may use of the platform, handed to its constructor by the composition root.
public record Desk(
        Texts texts,
        BackgroundTasks tasks,
        Dialogs dialogs,
        ActionRegistry actions,
        Toasts toasts,
        Times times,
        Theme theme,
        AppState state) {}
