package io.quartermaster.app.shell;

import io.quartermaster.app.platform.Texts;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The command palette over the window: type, arrow down, Enter.
final class PaletteView extends StackPane {
    private final Palette palette;
    private final TextField field = new TextField();
    private final ListView<Palette.Entry> list = new ListView<>();
    private @Nullable Node focusBefore;

    PaletteView(Palette palette, Texts texts) {
        this.palette = palette;
        getStyleClass().add("palette-layer");
        setAlignment(Pos.TOP_CENTER);
        setVisible(false);
        field.setId("palette-query");
        field.promptTextProperty().bind(texts.live("shell.palette.prompt"));
        field.textProperty().bindBidirectional(palette.queryProperty());
        list.setId("palette-list");
        list.setItems(palette.entries());
        list.setCellFactory(view -> new EntryCell());
        list.setFocusTraversable(false);
        Label nothing = new Label();
        nothing.textProperty().bind(texts.live("shell.palette.nothing"));
        nothing.getStyleClass().add("muted");
        list.setPlaceholder(nothing);
        palette.entries().addListener((ListChangeListener<Palette.Entry>)
                change -> list.getSelectionModel().selectFirst());
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox panel = new VBox(field, list);
        panel.getStyleClass().add("palette-panel");
        panel.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        getChildren().add(panel);
        addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        addEventHandler(KeyEvent.KEY_PRESSED, KeyEvent::consume);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() == this) {
                hide();
            }
        });
    }

    void open() {
        Scene scene = getScene();
        if (!isVisible() && scene != null) {
            focusBefore = scene.getFocusOwner();
        }
        palette.reset();
        setVisible(true);
        list.getSelectionModel().selectFirst();
        field.requestFocus();
    }

    private void hide() {
        setVisible(false);
        if (focusBefore != null) {
            focusBefore.requestFocus();
        }
    }

    private void choose() {
        Palette.Entry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
            hide();
            palette.choose(entry);
        }
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case ESCAPE -> hide();
            case ENTER -> choose();
            case DOWN -> move(1);
            case UP -> move(-1);
            case TAB -> {}
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = palette.entries().size();
        if (size > 0) {
            int next = Math.floorMod(list.getSelectionModel().getSelectedIndex() + by, size);
            list.getSelectionModel().select(next);
            list.scrollTo(Math.max(0, next - 4));
        }
    }

    private final class EntryCell extends ListCell<Palette.Entry> {
        private final FontIcon icon = new FontIcon();
        private final Label name = new Label();
        private final Label detail = new Label();
        private final Label keys = new Label();
        private final HBox line;

        EntryCell() {
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            name.setMinWidth(USE_PREF_SIZE);
            detail.getStyleClass().addAll("muted", "small");
            keys.getStyleClass().addAll("keys", "small");
            line = new HBox(icon, name, detail, space, keys);
            line.getStyleClass().add("gap-8");
            line.setAlignment(Pos.CENTER_LEFT);
            setOnMouseClicked(event -> choose());
        }

        @Override
        protected void updateItem(Palette.@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (entry == null || empty) {
                setGraphic(null);
                return;
            }
            icon.setIconLiteral(entry.icon());
            name.setText(entry.name());
            detail.setText(entry.reason() == null ? entry.kind() : entry.reason());
            keys.setText(entry.keys());
            keys.setVisible(!entry.keys().isEmpty());
            pseudoClassStateChanged(PseudoClass.getPseudoClass("blocked"), entry.reason() != null);
            setGraphic(line);
        }
    }
}
