package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.ErrorNotice;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Ticker;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.ToastLayer;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The zones page in a window of its own, with real dialogs and toasts.
final class ZonesWindow implements AutoCloseable {
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final List<ProofLine> opened = new ArrayList<>();
    private final ManualClock clock;
    private final Ui ui;
    private @Nullable Desk desk;
    private @Nullable ZonesPage page;

    /// @param start what the window's clock shows first
    ZonesWindow(Path home, Instant start) {
        clock = new ManualClock(start);
        ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            BackgroundTasks tasks = BackgroundTasks.pooled(new ErrorNotice(texts, dialogs));
            Desk still = Desks.of(home, texts, dialogs, tasks);
            Desk made = new Desk(
                    texts,
                    tasks,
                    dialogs,
                    still.actions(),
                    still.toasts(),
                    new Times(texts, new Ticker(clock), ZoneOffset.UTC),
                    still.theme(),
                    still.state());
            made.theme().start();
            made.theme().loadFonts();
            ZonesPage fresh = new ZonesPage(made, workspace, new JobMsgLog(ZoneOffset.UTC), opened::add);
            StackPane root = new StackPane(fresh.view(), new ToastLayer(made.toasts(), texts), dialogs);
            root.getStyleClass().add("main-window");
            Scene scene = new Scene(root, 1_000, 700);
            made.theme().apply(scene);
            stage.setScene(scene);
            fresh.activate();
            desk = made;
            page = fresh;
        });
    }

    Ui ui() {
        return ui;
    }

    Desk desk() {
        return Objects.requireNonNull(desk);
    }

    /// The lines the page asked the Logs page to show.
    List<ProofLine> opened() {
        return opened;
    }

    void connect(@Nullable Workspace to) {
        Ui.onFx(() -> workspace.set(to));
    }

    void connectAndWait(Workspace to) {
        connect(to);
        ui.node("#switch-json");
        ui.pulses(3);
    }

    void setRow(String row) {
        Node json = ui.node("#switch-json");
        Ui.onFx(() -> ((TextInputControl) json).setText(row));
        ui.pulses(2);
    }

    void refresh() {
        Ui.onFx(() -> Objects.requireNonNull(page).refresh());
    }

    /// A second later; on the FX thread.
    void tick() {
        clock.advance(Duration.ofSeconds(1));
        desk().times().ticker().tick();
    }

    @Override
    public void close() {
        Ui.onFx(() -> Objects.requireNonNull(page).deactivate());
        desk().tasks().close();
        ui.close();
    }
}
