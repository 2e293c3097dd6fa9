package io.quartermaster.app.shell;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ActiveConnection.Health;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/// Shown above the page while the connection is lost: since when, why, and a way to try again at once.
/// What the page shows meanwhile is old, and says so through this.
final class StaleBanner extends HBox {
    StaleBanner(ActiveConnection connection, Texts texts, Times times) {
        getStyleClass().add("stale-banner");
        setId("stale-banner");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label();
        text.setGraphic(new FontIcon("fth-alert-triangle"));
        text.setMaxWidth(Double.MAX_VALUE);
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> connection.healthProperty().get() instanceof Health.Lost lost
                                ? texts.get(
                                        "shell.stale.text",
                                        times.absolute(lost.since()),
                                        times.relative(lost.since()),
                                        lost.cause())
                                : "",
                        connection.healthProperty(),
                        texts.languageProperty(),
                        times.zoneProperty(),
                        times.ticker().nowProperty()));
        Button retry = new Button();
        retry.setId("stale-retry");
        retry.textProperty().bind(texts.live("shell.stale.retry"));
        retry.setOnAction(event -> connection.retryProperty().get().run());
        retry.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(text, retry);
        visibleProperty().bind(connection.healthProperty().map(health -> health instanceof Health.Lost));
        managedProperty().bind(visibleProperty());
    }
}
