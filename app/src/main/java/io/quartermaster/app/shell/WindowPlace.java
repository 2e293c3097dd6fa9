package io.quartermaster.app.shell;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ConnectionProfile;
import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AppState.Bounds;
import io.quartermaster.app.platform.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// Where the main window lies, and what its title says.
public final class WindowPlace {
    private static final double WIDTH = 1_360;
    private static final double HEIGHT = 860;
    private static final double LEAST_WIDTH = 880;
    private static final double LEAST_HEIGHT = 560;
    private static final double GRIP = 48;

    private WindowPlace() {}

    /// The connection and its environment, as word, in front of the name: that is what a task bar shows.
    public static ObservableValue<String> title(Texts texts, ActiveConnection connection) {
        return Bindings.createStringBinding(
                () -> {
                    ConnectionProfile open = connection.profileProperty().get();
                    String name = texts.get("shell.title");
                    return open == null
                            ? name
                            : open.environment().word() + " · " + open.displayName(texts) + " — " + name;
                },
                connection.profileProperty(),
                texts.languageProperty());
    }

    /// Puts the window where it was, if a person can still reach it there, and remembers where it is left.
    public static void restore(Stage stage, AppState state) {
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        Bounds saved = state.saved().window();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(WIDTH, screen.getWidth()));
        stage.setHeight(Math.min(HEIGHT, screen.getHeight()));
        if (saved != null && isReachable(saved)) {
            stage.setX(saved.x());
            stage.setY(saved.y());
            stage.setWidth(saved.width());
            stage.setHeight(saved.height());
            stage.setMaximized(saved.maximized());
        }
        stage.setOnHiding(event -> state.change(before -> before.withWindow(
                new Bounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), stage.isMaximized()))));
    }

    // the monitor it was on may be gone: enough of the title bar must lie on one that is there
    private static boolean isReachable(Bounds bounds) {
        return !Screen.getScreensForRectangle(
                        bounds.x() + GRIP, bounds.y(), Math.max(GRIP, bounds.width() - 2 * GRIP), GRIP)
                .isEmpty();
    }
}
