package io.quartermaster.app.platform;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The notices on the screen now. Confined to the FX thread; [ToastLayer] shows them and takes them away after
/// five seconds.
public final class Toasts {
    private final ObservableList<Toast> showing = FXCollections.observableArrayList();

    public void show(String text) {
        showing.add(new Toast(text, null, null));
    }

    /// A notice of something done that can be taken back while it shows.
    public void show(String text, Runnable undo) {
        showing.add(new Toast(text, null, undo));
    }

    /// A notice that leads somewhere while it shows.
    public void show(String text, String verb, Runnable action) {
        showing.add(new Toast(text, verb, action));
    }

    public void dismiss(Toast toast) {
        showing.removeIf(each -> each == toast);
    }

    public ObservableList<Toast> showing() {
        return showing;
    }
}
