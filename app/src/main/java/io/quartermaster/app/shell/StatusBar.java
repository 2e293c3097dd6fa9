package io.quartermaster.app.shell;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ActiveConnection.Health;
import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/// The bottom edge: how the connection is and how old that knowledge, what runs in the background, time zone,
/// language, theme.
final class StatusBar extends HBox {
    private static final List<String> HEALTH_CLASSES =
            List.of("status-neutral", "status-running", "status-ok", "status-failed");

    StatusBar(Desk desk, ActiveConnection connection, Runnable toggleTasks) {
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        health(connection, desk.texts(), desk.times()),
                        space,
                        tasks(desk, toggleTasks),
                        zone(desk),
                        language(desk),
                        theme(desk.actions()));
    }

    private static Label health(ActiveConnection connection, Texts texts, Times times) {
        Label label = new Label();
        label.setId("health");
        FontIcon icon = new FontIcon("fth-circle");
        label.setGraphic(icon);
        label.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> wordsFor(connection.healthProperty().get(), texts, times),
                        connection.healthProperty(),
                        texts.languageProperty(),
                        times.ticker().nowProperty()));
        connection.healthProperty().subscribe(now -> {
            icon.setIconLiteral(iconFor(now));
            label.getStyleClass().removeAll(HEALTH_CLASSES);
            label.getStyleClass().add(classFor(now));
        });
        return label;
    }

    private static String wordsFor(Health health, Texts texts, Times times) {
        return switch (health) {
            case Health.None none -> texts.get("shell.health.none");
            case Health.Opening opening -> texts.get("shell.health.opening");
            case Health.Up up ->
                texts.get("shell.health.up", millisOf(up.roundTrip()), age(up.checked(), texts, times));
            case Health.Lost lost -> texts.get("shell.health.lost", times.relative(lost.since()));
        };
    }

    private static String millisOf(Duration roundTrip) {
        return String.format(Locale.ROOT, "%.1f", roundTrip.toNanos() / 1e6);
    }

    // a heartbeat a second makes "1 s ago" flicker; below three seconds it is simply now
    private static String age(Instant checked, Texts texts, Times times) {
        Duration age = Duration.between(checked, times.ticker().nowProperty().get());
        return age.toSeconds() < 3 ? texts.get("platform.time.now") : times.relative(checked);
    }

    private static String iconFor(Health health) {
        return switch (health) {
            case Health.None none -> "fth-circle";
            case Health.Opening opening -> "fth-loader";
            case Health.Up up -> "fth-check-circle";
            case Health.Lost lost -> "fth-alert-triangle";
        };
    }

    private static String classFor(Health health) {
        return switch (health) {
            case Health.None none -> "status-neutral";
            case Health.Opening opening -> "status-running";
            case Health.Up up -> "status-ok";
            case Health.Lost lost -> "status-failed";
        };
    }

    private static Button tasks(Desk desk, Runnable toggleTasks) {
        Button button = new Button("", new FontIcon("fth-activity"));
        button.setId("task-button");
        button.getStyleClass().addAll("status-item", "flat");
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> desk.texts()
                                .get("shell.tasks.count", desk.tasks().running().size()),
                        desk.tasks().running(),
                        desk.texts().languageProperty()));
        button.setOnAction(event -> toggleTasks.run());
        return button;
    }

    private static MenuButton zone(Desk desk) {
        MenuButton button = new MenuButton();
        button.setId("zone-button");
        button.getStyleClass().addAll("status-item", "flat", "no-arrow");
        button.setGraphic(new FontIcon("fth-clock"));
        button.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> nameOf(desk.times().zoneProperty().get(), desk.texts()),
                        desk.times().zoneProperty(),
                        desk.texts().languageProperty()));
        for (ZoneId choice : List.of(ZoneId.systemDefault(), ZoneOffset.UTC)) {
            MenuItem item = new MenuItem();
            item.textProperty()
                    .bind(desk.texts()
                            .live(
                                    choice.equals(ZoneOffset.UTC) ? "shell.zone.utc" : "shell.zone.local",
                                    choice.getId()));
            item.setOnAction(event -> desk.times().zoneProperty().set(choice));
            button.getItems().add(item);
        }
        Hint.on(button, desk.texts().live("shell.zone.tip"));
        return button;
    }

    private static String nameOf(ZoneId zone, Texts texts) {
        return zone.equals(ZoneOffset.UTC)
                ? "UTC"
                : zone.getDisplayName(TextStyle.SHORT, texts.language().locale());
    }

    private static Button language(Desk desk) {
        Button button = desk.actions().iconButton(ShellActions.LANGUAGE);
        button.setGraphic(null);
        button.getStyleClass().addAll("status-item", "flat");
        button.setText(Language.CHINESE.mark() + " / " + Language.ENGLISH.mark());
        return button;
    }

    private static Button theme(ActionRegistry actions) {
        Button button = actions.iconButton(ShellActions.THEME);
        button.getStyleClass().addAll("status-item", "flat");
        return button;
    }
}
