package io.quartermaster.app.platform;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The four faces of a page or a part of one: its content, empty, loading, broken. Exactly one shows. FX thread only.
public final class Faces extends StackPane {
    private static final int SKELETON_ROWS = 8;

    private final Texts texts;
    private final Node content;

    public Faces(Texts texts, Node content) {
        this.texts = texts;
        this.content = content;
        getStyleClass().add("faces");
        getChildren().setAll(content);
    }

    public void showContent() {
        show(content);
    }

    /// Nothing here yet: says so, says what to do, and offers to do it.
    ///
    /// @param offer the button that does it, null when it cannot be done from here
    public void showEmpty(
            String icon, ObservableValue<String> title, ObservableValue<String> whatToDo, @Nullable Button offer) {
        VBox face = face("face-empty", icon, title, whatToDo);
        if (offer != null) {
            face.getChildren().add(offer);
        }
        show(face);
    }

    /// Grey rows where the content will be, never a blank.
    public void showLoading() {
        VBox face = new VBox();
        face.getStyleClass().add("face-loading");
        face.setFillWidth(false);
        for (int i = 0; i < SKELETON_ROWS; i++) {
            Region row = new Region();
            row.getStyleClass().add("skeleton-row");
            // uneven ends read as text, even ones as a table without data
            row.prefWidthProperty().bind(face.widthProperty().multiply(0.55 + 0.35 * ((i * 7) % 10) / 10.0));
            face.getChildren().add(row);
        }
        show(face);
    }

    /// What failed, since when and why, with a way to try again.
    public void showBroken(ObservableValue<String> what, ObservableValue<String> why, Runnable retry) {
        VBox face = face("face-broken", "fth-alert-triangle", what, why);
        Button again = new Button();
        again.setId("face-retry");
        again.textProperty().bind(texts.live("platform.retry"));
        again.setOnAction(event -> retry.run());
        face.getChildren().add(again);
        show(face);
    }

    private void show(Node face) {
        if (getChildren().size() != 1 || getChildren().getFirst() != face) {
            getChildren().setAll(face);
        }
    }

    private static VBox face(
            String styleClass, String icon, ObservableValue<String> title, ObservableValue<String> explanation) {
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("face-icon");
        Label heading = new Label();
        heading.textProperty().bind(title);
        heading.getStyleClass().add("subheading");
        heading.setWrapText(true);
        Label text = new Label();
        text.textProperty().bind(explanation);
        text.getStyleClass().addAll("muted", "face-text");
        text.setWrapText(true);
        VBox face = new VBox(picture, heading, text);
        face.getStyleClass().addAll("face", styleClass);
        face.setAlignment(Pos.CENTER);
        return face;
    }
}
