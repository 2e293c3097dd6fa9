package io.quartermaster.app.cluster;

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
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The cluster page in a window of its own, with real dialogs and toasts.
final class ClusterWindow implements AutoCloseable {
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final Ui ui;
    private @Nullable Desk desk;
    private @Nullable ClusterPage page;

    ClusterWindow(Path home) {
        ui = Ui.open(stage -> {
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            Desk still = Desks.of(home, texts, dialogs, BackgroundTasks.pooled(new ErrorNotice(texts, dialogs)));
            Desk made = new Desk(
                    texts,
                    still.tasks(),
                    dialogs,
                    still.actions(),
                    still.toasts(),
                    new Times(texts, new Ticker(InstantSource.system()), ZoneOffset.UTC),
                    still.theme(),
                    still.state());
            made.theme().start();
            made.theme().loadFonts();
            ClusterPage fresh = new ClusterPage(made, workspace);
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

    void connect(@Nullable Workspace to) {
        Ui.onFx(() -> workspace.set(to));
    }

    /// Connects, and waits for so many servers.
    void connect(Workspace to, int servers) {
        connect(to);
        ui.node("#servers-table");
        ui.await(servers + " servers", () -> servers().getItems().size() == servers);
    }

    @SuppressWarnings("unchecked")
    TableView<MemberRow> servers() {
        return (TableView<MemberRow>)
                Objects.requireNonNull(ui.stage().getScene().getRoot().lookup("#servers-table"));
    }

    void select(int index) {
        Ui.onFx(() -> servers().getSelectionModel().select(index));
        ui.pulses(2);
    }

    /// A second later.
    void tick() {
        Ui.onFx(() -> desk().times().ticker().tick());
    }

    @Override
    public void close() {
        Ui.onFx(() -> Objects.requireNonNull(page).deactivate());
        desk().tasks().close();
        ui.close();
    }
}
