package io.quartermaster.app.cluster;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.LivePage;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Slots;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The servers, what they carry, and who came and went; alive. FX thread only.
public final class ClusterPage extends LivePage {
    private final Desk desk;
    private final Texts texts;
    private final ClusterViewModel model;

    /// @param workspace what the page works on, null while nothing is connected
    public ClusterPage(Desk desk, ObservableValue<@Nullable Workspace> workspace) {
        super("cluster", "fth-server", desk, workspace, 1);
        this.desk = desk;
        this.texts = desk.texts();
        this.model =
                new ClusterViewModel(desk.tasks(), texts, desk.times().ticker().clock(), workspace);
        new ClusterActions(desk, model, workspace).register();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    protected VBox build() {
        ActionRegistry actions = desk.actions();
        PageHeader header = new PageHeader(
                texts,
                titleKey(),
                actions.iconButton(ClusterActions.REFRESH),
                actions.button(ClusterActions.STOP),
                actions.button(ClusterActions.DRAIN));
        header.freshness().textProperty().bind(freshness(model.updatedProperty()));
        Faces faces = new Faces(texts, content());
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        VBox page = new VBox(
                header,
                banner(
                        "cluster-stale",
                        this::staleText,
                        model.troubleProperty(),
                        desk.times().zoneProperty()),
                banner("cluster-lone", this::loneText, model.shownProperty()),
                faces);
        page.setId("page-cluster");
        page.getStyleClass().addAll("page", "cluster-page");
        dress(page, "jobs.css", "cluster.css");
        model.faceProperty().subscribe(face -> show(faces, face));
        return page;
    }

    private SplitPane content() {
        ServersTable table = new ServersTable(model, texts, desk.times(), desk.state());
        table.setContextMenu(new ContextMenu(
                desk.actions().menuItem(ClusterActions.DRAIN), desk.actions().menuItem(ClusterActions.STOP)));
        Label title = new Label();
        title.textProperty().bind(texts.live("cluster.history"));
        title.getStyleClass().addAll("strong", "cluster-history-title");
        TenureTable tenures = new TenureTable(model, desk);
        VBox.setVgrow(tenures, Priority.ALWAYS);
        VBox history = new VBox(title, tenures);
        history.setMinHeight(96);
        SplitPane lists = new SplitPane(table, history);
        lists.setOrientation(Orientation.VERTICAL);
        lists.setDividerPositions(0.6);
        ServerDetails details = new ServerDetails(texts, desk.times());
        model.selectedProperty().subscribe(details::follow);
        HBox body = new HBox(lists, details);
        HBox.setHgrow(lists, Priority.ALWAYS);
        details.managedProperty().bind(details.visibleProperty());
        details.visibleProperty().bind(model.selectedProperty().isNotNull());
        SplitPane whole = new SplitPane(body);
        whole.getStyleClass().add("cluster-body");
        return whole;
    }

    private void show(Faces faces, ClusterViewModel.Face face) {
        switch (face) {
            case NO_CONNECTION ->
                faces.showEmpty(
                        "fth-log-in", texts.live("cluster.face.off"), texts.live("cluster.face.off.todo"), null);
            case LOADING -> faces.showLoading();
            case EMPTY ->
                faces.showEmpty(
                        "fth-server", texts.live("cluster.face.empty"), texts.live("cluster.face.empty.todo"), null);
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live("cluster.face.broken", desk.times().absolute(trouble.since())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
            case READY -> faces.showContent();
        }
    }

    private HBox banner(String id, Supplier<String> text, Observable... causes) {
        Label label = new Label("", new FontIcon("fth-alert-triangle"));
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        HBox banner = new HBox(8, label);
        banner.getStyleClass().add("cluster-banner");
        Runnable show = () -> {
            String now = text.get();
            if (!now.equals(label.getText())) {
                label.setText(now);
            }
            banner.setVisible(!now.isEmpty());
            banner.setManaged(!now.isEmpty());
        };
        for (Observable cause : causes) {
            cause.addListener(property -> {
                // asked for at once, as an observable that nobody reads tells of one change only
                if (property instanceof ObservableValue<?> value) {
                    value.getValue();
                }
                show.run();
            });
        }
        texts.languageProperty().subscribe(language -> show.run());
        return banner;
    }

    private String staleText() {
        Trouble trouble = model.troubleProperty().get();
        Instant updated = model.updatedProperty().get();
        return trouble == null || updated == null
                ? ""
                : texts.get("cluster.stale", desk.times().absolute(updated), trouble.cause());
    }

    /// Jobs that nobody fires are the worst there is, so they are said before anything else.
    private String loneText() {
        ClusterSnapshot now = model.shownProperty().get();
        if (now == null || now.lone() == 0 || model.faceProperty().get() == ClusterViewModel.Face.EMPTY) {
            return "";
        }
        String key = now.members().stream().noneMatch(Member::alive)
                ? "cluster.lone.nobody"
                : now.led() ? "cluster.lone" : "cluster.lone.unled";
        return texts.get(key, now.lone(), Slots.COUNT, now.loneLoad());
    }
}
