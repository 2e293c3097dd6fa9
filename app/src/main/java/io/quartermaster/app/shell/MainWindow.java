package io.quartermaster.app.shell;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ConnectionProfile;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Page;
import io.quartermaster.app.platform.ToastLayer;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The content of the main window: rail, top bar, page, status bar, and the layers that float over them.
///
/// One per window, FX thread only.
public final class MainWindow extends StackPane {
    /// The page at the foot of the rail.
    public static final String FOOT_PAGE = "settings";

    private static final double WIDE_ENOUGH_FOR_NAMES = 1_280;
    private static final int NUMBERED_PAGES = 9;

    private final Desk desk;
    private final Navigator navigator;
    private final StackPane pageArea = new StackPane();
    private @Nullable PaletteView palette;
    private @Nullable TaskPopover popover;

    /// @param dialogs the layer behind the desk's dialogs, which lives in this window
    public MainWindow(Desk desk, DialogLayer dialogs, Navigator navigator, ActiveConnection connection) {
        this.desk = desk;
        this.navigator = navigator;
        getStyleClass().add("main-window");
        ShellActions.register(desk, navigator, this::openPalette, () -> KeySheet.open(desk, navigator));
        gateWrites(connection);

        BorderPane frame = frame(connection);
        getChildren().addAll(frame, new ToastLayer(desk.toasts(), desk.texts()), dialogs);

        pageArea.getStyleClass().add("page-area");
    }

    /// Shows the current page from now on, and takes in the layers that are hidden until asked for. Styling them is
    // work
    /// that the window's first frame need not wait for.
    public void open() {
        desk.theme().loadFonts();
        TaskPopover tasks = new TaskPopover(desk.tasks(), desk.texts());
        StackPane.setAlignment(tasks, Pos.BOTTOM_RIGHT);
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> {
            boolean outside = event.getTarget() instanceof Node target && !isInside(target, tasks);
            boolean onButton = event.getTarget() instanceof Node target && isInside(target, lookup("#task-button"));
            if (outside && !onButton) {
                tasks.setVisible(false);
            }
        });
        PaletteView commands = new PaletteView(new Palette(navigator, desk.actions(), desk.texts()), desk.texts());
        getChildren().addAll(1, List.of(tasks, commands));
        popover = tasks;
        palette = commands;
        navigator.start();
        navigator.currentProperty().subscribe(this::show);
    }

    /// Makes the keys of the shell work in the scene that holds this window.
    public void installKeys(Scene scene) {
        desk.actions().install(scene);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            int number = event.isShortcutDown() ? digitOf(event.getCode()) : 0;
            if (number > 0 && number <= navigator.pages().size()) {
                navigator.open(navigator.pages().get(number - 1));
                event.consume();
            } else if (event.isShortcutDown() && event.getCode() == KeyCode.R) {
                desk.actions().run(ShellActions.REFRESH);
                event.consume();
            }
        });
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (event.getCharacter().equals("?") && !(scene.getFocusOwner() instanceof TextInputControl)) {
                desk.actions().run(ShellActions.KEYS);
                event.consume();
            }
        });
    }

    private BorderPane frame(ActiveConnection connection) {
        NavigationRail rail = new NavigationRail(navigator, desk.texts());
        rail.wideProperty().bind(widthProperty().greaterThanOrEqualTo(WIDE_ENOUGH_FOR_NAMES));
        TopBar top = new TopBar(connection, desk.texts(), () -> navigator.open("connections"), this::openPalette);
        VBox center = new VBox(top, new StaleBanner(connection, desk.texts(), desk.times()), pageArea);
        VBox.setVgrow(pageArea, Priority.ALWAYS);
        BorderPane frame = new BorderPane(center);
        frame.setLeft(rail);
        frame.setBottom(new StatusBar(desk, connection, this::toggleTasks));
        return frame;
    }

    private void openPalette() {
        if (palette != null) {
            palette.open();
        }
    }

    private void toggleTasks() {
        if (popover != null) {
            popover.setVisible(!popover.isVisible());
        }
    }

    private void show(Page page) {
        pageArea.getChildren().setAll(page.view());
        desk.state().change(saved -> saved.withLastPage(page.id()));
    }

    /// The one gate of a read-only connection: every writing action is blocked with this reason.
    private void gateWrites(ActiveConnection connection) {
        desk.actions()
                .writesBlockedProperty()
                .bind(Bindings.createObjectBinding(
                        () -> {
                            ConnectionProfile open =
                                    connection.profileProperty().get();
                            return open != null && open.readOnly()
                                    ? desk.texts().get("shell.readonly.reason")
                                    : null;
                        },
                        connection.profileProperty(),
                        desk.texts().languageProperty()));
    }

    private static int digitOf(KeyCode code) {
        int digit = code.ordinal() - KeyCode.DIGIT1.ordinal() + 1;
        return code.isDigitKey() && digit >= 1 && digit <= NUMBERED_PAGES ? digit : 0;
    }

    private static boolean isInside(Node node, Node ancestor) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (each == ancestor) {
                return true;
            }
        }
        return false;
    }
}
