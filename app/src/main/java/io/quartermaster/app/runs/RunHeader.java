package io.quartermaster.app.runs;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// The rows over an open run: which it is, how it stands, how old the picture is, and what is done to all of it. FX
// thread
/// only.
final class RunHeader extends VBox {
    /// How a run is shown.
    enum Look {
        GRAPH("fth-git-merge"),
        TIMELINE("fth-bar-chart-2"),
        LIST("fth-list");

        private final String icon;

        Look(String icon) {
            this.icon = icon;
        }
    }

    private final Desk desk;
    private final Texts texts;
    private final Times times;
    private final RunViewModel model;
    private final ObjectProperty<Look> look = new SimpleObjectProperty<>(this, "look", Look.GRAPH);
    private final Label name = new Label();
    private final Label status = new Label();
    private final Label version = new Label();
    private final Label freshness = new Label();
    private final Label when = new Label();

    RunHeader(Desk desk, RunViewModel model, Runnable back) {
        this.desk = desk;
        this.texts = desk.texts();
        this.times = desk.times();
        this.model = model;
        getStyleClass().add("run-header");
        name.getStyleClass().add("heading");
        name.setId("run-name");
        name.setMinWidth(60);
        status.setId("run-status");
        status.setMinWidth(USE_PREF_SIZE);
        version.getStyleClass().add("muted");
        version.setMinWidth(USE_PREF_SIZE);
        freshness.setId("run-freshness");
        freshness.getStyleClass().addAll("muted", "small");
        freshness.setMinWidth(100);
        when.setId("run-when");
        when.setMinWidth(USE_PREF_SIZE);
        when.getStyleClass().addAll("muted", "small");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox first = new HBox(8, back(back), name, version, status, space);
        ActionRegistry actions = desk.actions();
        for (Verb verb : RunActions.OF_RUN) {
            first.getChildren().add(actions.iconButton(RunActions.of(verb)));
        }
        first.getChildren()
                .addAll(
                        actions.iconButton(RunActions.of(Verb.SET_PARAMETER)),
                        actions.iconButton(RunsActions.DEBUG),
                        actions.iconButton(RunsActions.VERBS),
                        looks());
        first.setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox second = new HBox(8, when, gap, freshness);
        second.setAlignment(Pos.CENTER_LEFT);
        getChildren().setAll(first, second);
        model.recordProperty().subscribe(now -> show());
        model.shownProperty().subscribe(now -> show());
        model.updatedProperty().subscribe(now -> showFreshness());
        model.troubleProperty().subscribe(now -> show());
    }

    ObjectProperty<Look> lookProperty() {
        return look;
    }

    private Button back(Runnable back) {
        Button button = new Button(null, new FontIcon("fth-arrow-left"));
        button.setId("run-back");
        button.getStyleClass().add("icon-button");
        button.accessibleTextProperty().bind(texts.live("runs.back"));
        Hint.on(button, texts.live("runs.back"));
        button.setOnAction(event -> back.run());
        return button;
    }

    private HBox looks() {
        ToggleGroup group = new ToggleGroup();
        HBox row = new HBox();
        for (Look each : Look.values()) {
            ToggleButton button = new ToggleButton(null, new FontIcon(each.icon));
            String key = "runs.look." + each.name().toLowerCase(Locale.ROOT);
            button.setId("run-look-" + each.name().toLowerCase(Locale.ROOT));
            button.getStyleClass().add("icon-button");
            button.accessibleTextProperty().bind(texts.live(key));
            Hint.on(button, texts.live(key));
            button.setToggleGroup(group);
            button.setSelected(look.get() == each);
            button.setOnAction(event -> {
                // a pressed one stays pressed
                button.setSelected(true);
                look.set(each);
            });
            row.getChildren().add(button);
        }
        row.setPadding(new javafx.geometry.Insets(0, 0, 0, 8));
        return row;
    }

    /// Says the same in another language, or a moment later.
    void show() {
        TriggerRecord record = model.recordProperty().get();
        Shown shown = model.shownProperty().get();
        if (record == null) {
            return;
        }
        name.setText(record.jobName());
        version.setText(
                model.version() == 0
                        ? "#" + record.id()
                        : texts.get("runs.version", model.version(), record.id().toString()));
        RunStatusLook.dress(
                status, shown == null ? record.status() : shown.run().status(), texts, took(shown));
        when.setText(texts.get("runs.due", times.absolute(record.due()))
                + "   "
                + (record.fired() == null ? "" : texts.get("runs.fired", times.absolute(record.fired()))));
        showFreshness();
    }

    /// How long the run has taken, and that this is the last that is known of it.
    private String took(@org.jspecify.annotations.Nullable Shown shown) {
        String took = shown == null || shown.timeline().length().isZero()
                ? ""
                : times.duration(shown.timeline().length());
        return model.troubleProperty().get() == null ? took : took + "  " + texts.get("runs.lastknown");
    }

    void showFreshness() {
        Trouble trouble = model.troubleProperty().get();
        Instant updated = model.updatedProperty().get();
        freshness.getStyleClass().remove("status-failed");
        if (trouble != null) {
            freshness.setText(texts.get(
                    "runs.unknown", times.absolute(updated == null ? trouble.since() : updated), trouble.cause()));
            freshness.getStyleClass().add("status-failed");
        } else if (updated == null) {
            freshness.setText("");
        } else {
            Duration age = Duration.between(updated, times.ticker().clock().instant());
            double seconds = Math.max(0, age.toMillis()) / 1_000.0;
            // to a tenth, as the picture is read anew four times a second
            freshness.setText(texts.get("runs.updated", String.format(Locale.ROOT, "%.1f", seconds)));
        }
    }

    Desk desk() {
        return desk;
    }
}
