package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.LivePage;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The zone switch of each instance: what stands, the picture, the row as form and JSON, and the proof. FX thread only.
public final class ZonesPage extends LivePage {
    /// Pulses between two readings while the page shows.
    private static final int READ_EVERY = 2;

    private final Desk desk;
    private final Texts texts;
    private final ZonesViewModel model;
    private final ZonesActions actions;
    private final Consumer<ProofLine> openInLogs;

    /// @param workspace  what the page works on, null while nothing is connected
    /// @param proof      where the lines of `job-msg.log` come from
    /// @param openInLogs shows such a line on the Logs page
    public ZonesPage(
            Desk desk,
            ObservableValue<@Nullable Workspace> workspace,
            SwitchProof proof,
            Consumer<ProofLine> openInLogs) {
        super("zones", "fth-shuffle", desk, workspace, READ_EVERY);
        this.desk = desk;
        this.texts = desk.texts();
        this.openInLogs = openInLogs;
        this.model =
                new ZonesViewModel(desk.tasks(), texts, desk.times().ticker().clock(), workspace, proof);
        this.actions = new ZonesActions(desk, model, workspace);
        actions.register();
    }

    @Override
    public void refresh() {
        model.refresh();
    }

    @Override
    protected void poll() {
        model.poll();
    }

    @Override
    protected void pulse() {
        model.proof().tick();
        model.again().tick();
    }

    @Override
    public void deactivate() {
        super.deactivate();
        model.proof().stop();
    }

    @Override
    protected VBox build() {
        PageHeader header = new PageHeader(
                texts,
                titleKey(),
                desk.actions().iconButton("zones.refresh"),
                desk.actions().button("zones.undo"),
                desk.actions().button("zones.prove"));
        header.freshness().textProperty().bind(freshness(model.updatedProperty()));
        Faces faces = new Faces(texts, content());
        VBox.setVgrow(faces, Priority.ALWAYS);
        VBox page = new VBox(header, stale(), newer(), faces);
        page.getStyleClass().add("zones-page");
        dress(page, "zones.css");
        model.faceProperty().subscribe(face -> show(faces, face));
        return page;
    }

    private void show(Faces faces, ZonesFace face) {
        switch (face) {
            case ZonesFace.NotConnected off ->
                faces.showEmpty("fth-log-in", texts.live("zones.face.off"), texts.live("zones.face.off.todo"), null);
            case ZonesFace.Loading loading -> faces.showLoading();
            case ZonesFace.NoZones none ->
                faces.showEmpty("fth-shuffle", texts.live("zones.face.none"), texts.live("zones.face.none.todo"), null);
            case ZonesFace.Broken broken ->
                faces.showBroken(
                        texts.live("zones.face.broken"), new SimpleStringProperty(broken.why()), model::refresh);
            case ZonesFace.Ready ready -> faces.showContent();
        }
    }

    private BorderPane content() {
        InstanceList[] list = new InstanceList[1];
        list[0] = new InstanceList(texts, model, instance -> actions.select(instance, () -> list[0].choose()));
        VBox below = new VBox(12, editing(), new SwitchEditor(desk, model), new ProofPane(desk, model, openInLogs));
        below.getStyleClass().add("pad-12");
        ScrollPane lower = new ScrollPane(below);
        lower.setFitToWidth(true);
        lower.getStyleClass().add("plain-scroll");
        SplitPane split = new SplitPane(new SwitchPicture(texts, model), lower);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.34);
        return new BorderPane(split, null, null, null, list[0]);
    }

    private HBox editing() {
        Label instance = new Label();
        instance.getStyleClass().add("subheading");
        instance.textProperty()
                .bind(Bindings.createStringBinding(
                        this::editingText, model.selectedProperty(), texts.languageProperty()));
        HBox bar = new HBox(16, instance, open());
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    /// What was triggered before a switch and is still open, and the way to send it again.
    private HBox open() {
        Label count = new Label("", new FontIcon("fth-clock"));
        count.setId("again-count");
        count.getStyleClass().add("status-waiting");
        count.setMinWidth(0);
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        this::openText, model.shownProperty(), model.selectedProperty(), texts.languageProperty()));
        HBox strip = new HBox(8, count, desk.actions().button("zones.again"));
        strip.setAlignment(Pos.CENTER_LEFT);
        count.textProperty().subscribe(text -> reveal(strip, !text.isEmpty()));
        return strip;
    }

    private String openText() {
        InstanceRow row = model.selectedProperty().get();
        int open = model.open();
        if (row == null || open == 0 || row.left().isEmpty()) {
            return "";
        }
        String key = open < SendingAgain.MOST ? "zones.again.count" : "zones.again.count.most";
        return texts.get(key, open, String.join(", ", row.left()));
    }

    private String editingText() {
        InstanceRow row = model.selectedProperty().get();
        return row == null ? "" : texts.get("zones.editing", row.instance());
    }

    private HBox stale() {
        Label label = new Label("", new FontIcon("fth-alert-triangle"));
        label.setWrapText(true);
        label.textProperty()
                .bind(Bindings.createStringBinding(this::staleText, model.staleProperty(), texts.languageProperty()));
        HBox banner = banner(label);
        model.staleProperty().subscribe(stale -> reveal(banner, stale != null));
        return banner;
    }

    private String staleText() {
        ZonesViewModel.Stale stale = model.staleProperty().get();
        return stale == null ? "" : texts.get("zones.stale", desk.times().absolute(stale.since()), stale.why());
    }

    private HBox newer() {
        Label label = new Label("", new FontIcon("fth-git-merge"));
        label.setWrapText(true);
        label.textProperty()
                .bind(Bindings.createStringBinding(this::newerText, model.newerProperty(), texts.languageProperty()));
        Button take = new Button();
        take.setId("newer-take");
        take.textProperty().bind(texts.live("zones.newer.take"));
        take.setMinWidth(Region.USE_PREF_SIZE);
        take.setOnAction(event -> model.takeTheirs());
        HBox banner = banner(label, take);
        model.newerProperty().subscribe(row -> reveal(banner, row != null));
        return banner;
    }

    private String newerText() {
        InstanceRow row = model.newerProperty().get();
        if (row == null) {
            return "";
        }
        return row.value() == null ? texts.get("zones.newer.none") : texts.get("zones.newer", row.value());
    }

    private static HBox banner(Label label, Node... more) {
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox banner = new HBox(8, label);
        banner.getChildren().addAll(more);
        banner.getStyleClass().add("zones-banner");
        banner.setAlignment(Pos.CENTER_LEFT);
        return banner;
    }

    private static void reveal(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
