package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// A file of the directory: name, size, age. FX thread only.
final class LogFileCell extends ListCell<LogFileInfo> {
    private final Desk desk;
    private final Label name = new Label();
    private final Label size = new Label();
    private final Label age = new Label();
    private final Tooltip tooltip = new Tooltip();
    private final VBox box;

    LogFileCell(Desk desk) {
        this.desk = desk;
        name.getStyleClass().add("log-file-name");
        size.getStyleClass().addAll("muted", "small");
        age.getStyleClass().addAll("muted", "small");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        box = new VBox(name, new HBox(age, space, size));
        box.setMinWidth(0);
        setPrefWidth(0); // as wide as the list, never wider: names are cut, not scrolled
    }

    @Override
    protected void updateItem(@Nullable LogFileInfo file, boolean empty) {
        super.updateItem(file, empty);
        age.textProperty().unbind();
        if (empty || file == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        name.setText(file.name());
        size.setText(ByteSize.of(file.size()));
        age.textProperty().bind(desk.times().relativeLive(file.changed()));
        name.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("other"), !file.known());
        tooltip.setText(file.path() + "\n" + desk.times().absolute(file.changed()));
        setTooltip(tooltip);
        setGraphic(box);
    }
}
