package io.quartermaster.app.connections;

import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Texts;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A profile in the list: name, where it leads, environment, and a lock when it is read-only.
final class ProfileCell extends ListCell<ConnectionProfile> {
    private static final PseudoClass IN_USE = PseudoClass.getPseudoClass("in-use");

    private final Texts texts;
    private final ObservableValue<@Nullable ConnectionProfile> inUse;
    private final Label name = new Label();
    private final Label address = new Label();
    private final FontIcon lock = new FontIcon("fth-lock");
    private final HBox line = new HBox();

    ProfileCell(Texts texts, ObservableValue<@Nullable ConnectionProfile> inUse) {
        this.texts = texts;
        this.inUse = inUse;
        // the cell lives as long as the page, and the page as long as the window
        inUse.subscribe(now -> updateItem(getItem(), isEmpty()));
        getStyleClass().add("profile-cell");
        name.getStyleClass().add("strong");
        address.getStyleClass().addAll("muted", "small");
        VBox what = new VBox(2, name, address);
        what.setMinWidth(0);
        HBox.setHgrow(what, Priority.ALWAYS);
        line.getChildren().addAll(what, lock);
        line.getStyleClass().add("gap-8");
        line.setAlignment(Pos.CENTER_LEFT);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ConnectionProfile profile, boolean empty) {
        super.updateItem(profile, empty);
        if (profile == null || empty) {
            setGraphic(null);
            return;
        }
        name.setText(profile.displayName(texts));
        String where = profile.isEmbedded() ? texts.get("connections.embedded.short") : profile.address();
        ConnectionProfile used = inUse.getValue();
        boolean isUsed = used != null && used.id().equals(profile.id());
        address.setText(isUsed ? texts.get("connections.inUse", where) : where);
        address.pseudoClassStateChanged(IN_USE, isUsed);
        lock.setVisible(profile.readOnly());
        lock.setManaged(profile.readOnly());
        line.getChildren().removeIf(EnvironmentBadge.class::isInstance);
        line.getChildren().add(new EnvironmentBadge(profile.environment()));
        setGraphic(line);
    }
}
