package io.quartermaster.app.zones;

import io.quartermaster.app.platform.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The instances and what their rows say; the one being edited is selected. FX thread only.
final class InstanceList extends VBox {
    private final Texts texts;
    private final ZonesViewModel model;
    private final Consumer<String> select;
    private final ObservableList<InstanceRow> rows = FXCollections.observableArrayList();
    private final ListView<InstanceRow> list = new ListView<>(rows);
    private boolean showing;

    /// @param select told the instance a person clicks on
    InstanceList(Texts texts, ZonesViewModel model, Consumer<String> select) {
        this.texts = texts;
        this.model = model;
        this.select = select;
        getStyleClass().add("instance-list");
        Label title = new Label();
        title.textProperty().bind(texts.live("zones.instances"));
        title.getStyleClass().addAll("strong", "small", "pad-8");
        list.setId("instances");
        list.setCellFactory(view -> new Cell());
        list.accessibleTextProperty().bind(texts.live("zones.instances"));
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(title, list);
        model.shownProperty().subscribe(shown -> show(shown == null ? List.of() : shown.rows()));
        model.selectedProperty().subscribe(row -> choose());
        ObservableValue<?> language = texts.languageProperty();
        language.subscribe(now -> list.refresh());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> picked(now));
    }

    /// Shows again which instance is being edited, after a person declined to leave it.
    void choose() {
        InstanceRow row = model.selectedProperty().get();
        showing = true;
        int index = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (row != null && rows.get(i).instance().equals(row.instance())) {
                index = i;
            }
        }
        if (index >= 0 && list.getSelectionModel().getSelectedIndex() != index) {
            list.getSelectionModel().clearAndSelect(index);
        }
        showing = false;
    }

    private void show(List<InstanceRow> now) {
        if (!rows.equals(now)) {
            showing = true;
            rows.setAll(now);
            showing = false;
            choose();
        }
    }

    private void picked(@Nullable InstanceRow now) {
        InstanceRow before = model.selectedProperty().get();
        if (!showing && now != null && (before == null || !before.instance().equals(now.instance()))) {
            select.accept(now.instance());
        }
    }

    /// An instance, its state in words and colour, and which one is current.
    private final class Cell extends ListCell<InstanceRow> {
        private final Label name = new Label();
        private final Label current = new Label();
        private final Label state = new Label();
        private final HBox head = new HBox(8, name, current);
        private final VBox both = new VBox(2, head, state);
        private final Tooltip tip = new Tooltip();

        Cell() {
            name.getStyleClass().add("strong");
            name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            current.getStyleClass().addAll("small", "tag");
            current.setMinWidth(USE_PREF_SIZE);
            head.setAlignment(Pos.CENTER_LEFT);
            tip.setWrapText(true);
            tip.setMaxWidth(420);
            // as wide as the list, so that long names are cut and not the list scrolled sideways
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable InstanceRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            name.setText(row.instance());
            current.setText(texts.get("zones.instance.current"));
            current.setVisible(row.current());
            current.setManaged(row.current());
            state.getStyleClass().setAll("label", "small", style(row.standing()));
            state.setGraphic(new FontIcon(icon(row.standing())));
            String words = new ZoneWords(texts).standing(row.standing());
            state.setText(words);
            tip.setText(row.instance() + "\n" + words + (row.value() == null ? "" : "\n" + row.value()));
            setTooltip(tip);
            setGraphic(both);
        }

        private static String style(Standing standing) {
            return switch (standing) {
                case Standing.None none -> "muted";
                case Standing.Switched switched -> "status-waiting";
                case Standing.Unreadable unreadable -> "status-failed";
            };
        }

        private static String icon(Standing standing) {
            return switch (standing) {
                case Standing.None none -> "fth-minus";
                case Standing.Switched switched -> "fth-shuffle";
                case Standing.Unreadable unreadable -> "fth-alert-circle";
            };
        }
    }
}
