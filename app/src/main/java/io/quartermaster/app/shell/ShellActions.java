package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Appearance;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;

/// The actions that belong to the window and not to a page.
final class ShellActions {
    static final String PALETTE = "shell.palette";
    static final String KEYS = "shell.keys";
    static final String REFRESH = "shell.refresh";
    static final String FILTER = "shell.filter";
    static final String LANGUAGE = "shell.language";
    static final String THEME = "shell.theme";

    private ShellActions() {}

    static void register(Desk desk, Navigator navigator, Runnable openPalette, Runnable openKeys) {
        ActionRegistry actions = desk.actions();
        actions.register(Action.of(PALETTE, "shell.action.palette", "fth-search", openPalette)
                .onKey("shortcut+k"));
        actions.register(Action.of(REFRESH, "shell.action.refresh", "fth-refresh-cw", () -> navigator
                        .currentProperty()
                        .get()
                        .refresh())
                .onKey("F5"));
        actions.register(Action.of(FILTER, "shell.action.filter", "fth-filter", () -> navigator
                        .currentProperty()
                        .get()
                        .focusFilter())
                .onKey("SLASH"));
        actions.register(Action.of("shell.back", "shell.action.back", "fth-arrow-left", navigator::back)
                .onKey("alt+LEFT"));
        actions.register(Action.of("shell.forward", "shell.action.forward", "fth-arrow-right", navigator::forward)
                .onKey("alt+RIGHT"));
        actions.register(Action.of(LANGUAGE, "shell.action.language", "fth-globe", () -> switchLanguage(desk)));
        actions.register(Action.of(THEME, "shell.action.theme", "fth-moon", () -> switchTheme(desk)));
        actions.register(Action.of(KEYS, "shell.action.keys", "fth-help-circle", openKeys)
                .onKey("F1"));
        if (navigator.pages().stream().anyMatch(page -> page.id().equals(MainWindow.FOOT_PAGE))) {
            actions.register(Action.of(
                            "shell.settings",
                            "shell.action.settings",
                            "fth-settings",
                            () -> navigator.open(MainWindow.FOOT_PAGE))
                    .onKey("shortcut+COMMA"));
        }
    }

    private static void switchLanguage(Desk desk) {
        Language next = desk.texts().language() == Language.ENGLISH ? Language.CHINESE : Language.ENGLISH;
        desk.texts().languageProperty().set(next);
    }

    /// Light and dark in turn; back to what the system says is a choice of the settings page.
    private static void switchTheme(Desk desk) {
        boolean dark = desk.theme().darkProperty().get();
        desk.theme().appearanceProperty().set(dark ? Appearance.LIGHT : Appearance.DARK);
    }
}
