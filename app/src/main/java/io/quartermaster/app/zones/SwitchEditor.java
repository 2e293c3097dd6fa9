package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import java.time.Instant;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// Form and JSON side by side, what servers would make of it, and the buttons. FX thread only.
final class SwitchEditor extends VBox {
    private final Texts texts;
    private final Desk desk;
    private final ZonesViewModel model;
    private final SwitchForm form;
    private final TextArea json = new TextArea();
    private final FontIcon icon = new FontIcon("fth-check-circle");
    private final Label verdict = new Label("", icon);
    private final ObservableValue<String> written;

    SwitchEditor(Desk desk, ZonesViewModel model) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.form = new SwitchForm(texts, model.draft());
        this.written = Bindings.createStringBinding(
                this::writtenText,
                model.selectedProperty(),
                desk.times().ticker().nowProperty(),
                texts.languageProperty());
        getStyleClass().addAll("switch-editor", "gap-8");
        verdict.setId("switch-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        HBox both = new HBox(verdict);
        both.setMinHeight(Region.USE_PREF_SIZE);
        GridPane sides = sides();
        VBox.setVgrow(sides, Priority.ALWAYS);
        getChildren().addAll(sides, both, warning(), buttons());
        model.draft().stateProperty().subscribe(state -> judge());
        texts.languageProperty().subscribe(language -> judge());
        model.shownProperty().subscribe(shown -> {
            form.offer(model.draft().known());
            judge();
        });
        model.selectedProperty().subscribe(row -> setDisable(row == null || !row.editable()));
    }

    private GridPane sides() {
        json.setId("switch-json");
        json.getStyleClass().add("mono");
        json.setWrapText(true);
        json.setPrefRowCount(4);
        json.setMinHeight(64);
        json.textProperty().bindBidirectional(model.draft().jsonProperty());
        json.accessibleTextProperty().bind(texts.live("zones.json.name"));
        json.promptTextProperty().bind(texts.live("zones.json.none"));
        ScrollPane scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMinHeight(64);
        Label age = new Label();
        age.textProperty().bind(written);
        age.getStyleClass().addAll("muted", "small");
        GridPane grid = new GridPane(16, 4);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        half.setFillWidth(true);
        grid.getColumnConstraints().setAll(half, half);
        RowConstraints rest = new RowConstraints();
        rest.setVgrow(Priority.ALWAYS);
        grid.getRowConstraints().setAll(new RowConstraints(), rest);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        grid.add(title("zones.form"), 0, 0);
        grid.add(new HBox(8, title("zones.json"), space, age), 1, 0);
        grid.add(scroll, 0, 1);
        grid.add(json, 1, 1);
        return grid;
    }

    private Label title(String key) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.getStyleClass().addAll("strong", "small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private Label warning() {
        Label label = new Label("", new FontIcon("fth-info"));
        label.textProperty().bind(texts.live("zones.idempotent"));
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private HBox buttons() {
        Button apply = desk.actions().button("zones.apply");
        apply.getStyleClass().add("accent");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(
                8,
                apply,
                desk.actions().button("zones.reset"),
                space,
                desk.actions().button("zones.restore"));
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setMinHeight(Region.USE_PREF_SIZE);
        return bar;
    }

    private void judge() {
        SwitchDraft.State state = model.draft().stateProperty().get();
        verdict.getStyleClass().removeAll("status-ok", "status-failed", "muted");
        InstanceRow row = model.selectedProperty().get();
        if (row != null && !row.editable()) {
            say("fth-alert-circle", "status-failed", texts.get("zones.instance.noteditable"));
            return;
        }
        switch (state) {
            case SwitchDraft.State.Good good -> say("fth-check-circle", "status-ok", texts.get("zones.good"));
            case SwitchDraft.State.Nothing nothing -> say("fth-minus-circle", "muted", texts.get("zones.nothing"));
            case SwitchDraft.State.Wrong wrong ->
                say(
                        "fth-x-circle",
                        "status-failed",
                        new ZoneWords(texts).rule(wrong.why(), model.draft().known()));
        }
    }

    private void say(String literal, String style, String text) {
        icon.setIconLiteral(literal);
        verdict.getStyleClass().add(style);
        verdict.setText(text);
    }

    private String writtenText() {
        InstanceRow row = model.selectedProperty().get();
        Instant at = row == null ? null : row.modified();
        return at == null ? "" : texts.get("zones.written", desk.times().relative(at));
    }
}
