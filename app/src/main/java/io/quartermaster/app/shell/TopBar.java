package io.quartermaster.app.shell;

import io.quartermaster.app.connections.ActiveConnection;
import io.quartermaster.app.connections.ConnectionProfile;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import java.util.List;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/// The top edge: where one is (environment, connection, instance), the way to any command, and the read-only lock.
final class TopBar extends HBox {
    TopBar(ActiveConnection connection, Texts texts, Runnable openConnections, Runnable openPalette) {
        getStyleClass().add("top-bar");
        setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        place(connection, texts, openConnections),
                        instances(connection, texts),
                        space,
                        search(texts, openPalette),
                        lock(connection, texts));
    }

    private static HBox place(ActiveConnection connection, Texts texts, Runnable openConnections) {
        EnvironmentBadge badge = new EnvironmentBadge(connection.environment());
        badge.visibleProperty().bind(connection.profileProperty().isNotNull());
        badge.managedProperty().bind(badge.visibleProperty());
        Button name = new Button();
        name.setId("connection-name");
        name.getStyleClass().addAll("flat", "connection-name");
        name.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            ConnectionProfile open =
                                    connection.profileProperty().get();
                            return open == null ? texts.get("shell.connection.none") : open.displayName(texts);
                        },
                        connection.profileProperty(),
                        texts.languageProperty()));
        name.setOnAction(event -> openConnections.run());
        Hint.on(name, texts.live("shell.connection.choose"));
        HBox box = new HBox(badge, name);
        box.getStyleClass().add("gap-8");
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(USE_PREF_SIZE);
        return box;
    }

    private static HBox instances(ActiveConnection connection, Texts texts) {
        Label label = new Label();
        label.textProperty().bind(texts.live("shell.instance"));
        label.getStyleClass().add("muted");
        ComboBox<String> chooser = new ComboBox<>(connection.instances());
        chooser.setId("instance-chooser");
        chooser.accessibleTextProperty().bind(label.textProperty());
        chooser.setValue(connection.instanceProperty().get());
        // a combo box sets null when its list is cleared; the connection keeps what it had
        chooser.valueProperty().subscribe(value -> {
            if (value != null && connection.instances().contains(value)) {
                connection.instanceProperty().set(value);
            }
        });
        connection.instanceProperty().subscribe(value -> {
            if (!Objects.equals(chooser.getValue(), value)) {
                chooser.setValue(value);
            }
        });
        label.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox();
        box.getStyleClass().add("gap-4");
        box.setAlignment(Pos.CENTER_LEFT);
        // not merely hidden: no skin is dearer than a combo box's, and the first frame has nothing to choose from
        Runnable show = () -> {
            if (connection.instances().isEmpty() != box.getChildren().isEmpty()) {
                box.getChildren().setAll(connection.instances().isEmpty() ? List.of() : List.of(label, chooser));
            }
        };
        connection.instances().subscribe(show);
        show.run();
        box.managedProperty().bind(Bindings.isNotEmpty(box.getChildren()));
        return box;
    }

    private static Button search(Texts texts, Runnable openPalette) {
        Button field = new Button();
        field.setId("palette-field");
        field.setGraphic(new FontIcon("fth-search"));
        field.textProperty().bind(texts.live("shell.palette.prompt"));
        field.getStyleClass().add("palette-field");
        field.setAlignment(Pos.CENTER_LEFT);
        field.setOnAction(event -> openPalette.run());
        return field;
    }

    private static Label lock(ActiveConnection connection, Texts texts) {
        Label lock = new Label();
        lock.setId("read-only");
        lock.setGraphic(new FontIcon("fth-lock"));
        lock.getStyleClass().add("read-only-lock");
        lock.textProperty().bind(texts.live("shell.readonly"));
        lock.setMinWidth(USE_PREF_SIZE);
        Hint.on(lock, texts.live("shell.readonly.reason"));
        lock.visibleProperty()
                .bind(connection
                        .profileProperty()
                        .map(ConnectionProfile::readOnly)
                        .orElse(false));
        lock.managedProperty().bind(lock.visibleProperty());
        return lock;
    }
}
