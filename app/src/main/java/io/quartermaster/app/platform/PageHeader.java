package io.quartermaster.app.platform;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The first row of every page: its title at the left, its actions at the right.
public final class PageHeader extends HBox {
    private final Label freshness = new Label();

    public PageHeader(Texts texts, String titleKey, Node... actions) {
        getStyleClass().add("page-header");
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label();
        title.textProperty().bind(texts.live(titleKey));
        title.getStyleClass().add("heading");
        title.setMinWidth(USE_PREF_SIZE);
        freshness.getStyleClass().addAll("muted", "small");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(title, freshness, space);
        getChildren().addAll(actions);
    }

    /// Where the page says how old its content is.
    public Label freshness() {
        return freshness;
    }
}
