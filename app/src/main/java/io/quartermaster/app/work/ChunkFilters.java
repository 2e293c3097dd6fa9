package io.quartermaster.app.work;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.work.ChunkStatus;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Which chunks are listed: of a layer and a machine, chosen in their lists and taken back here, and of a status. FX
/// thread only.
final class ChunkFilters extends HBox {
    private final Texts texts;
    private final WorkWords words;

    ChunkFilters(WorkViewModel model, Texts texts, WorkWords words) {
        super(8);
        this.texts = texts;
        this.words = words;
        ChunkPages chunks = model.chunks();
        getStyleClass().add("work-filters");
        setAlignment(Pos.CENTER_LEFT);
        Label title = new Label();
        title.textProperty().bind(texts.live("work.chunks"));
        title.getStyleClass().add("strong");
        title.setMinWidth(USE_PREF_SIZE);
        ComboBox<@Nullable ChunkStatus> status = new ComboBox<>();
        status.setId("work-status");
        status.getItems().add(null);
        status.getItems().addAll(ChunkStatus.values());
        status.setCellFactory(list -> new StatusCell());
        status.setButtonCell(new StatusCell());
        status.setPrefWidth(128);
        status.valueProperty().bindBidirectional(chunks.statusProperty());
        Button layer = chip("work-chip-layer", () -> chunks.stageProperty().set(null));
        layer.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> {
                            Integer stage = chunks.stageProperty().get();
                            return stage == null ? "" : texts.get("work.chip.layer", stage + 1);
                        },
                        chunks.stageProperty(),
                        texts.languageProperty()));
        layer.visibleProperty().bind(chunks.stageProperty().isNotNull());
        Button machine =
                chip("work-chip-machine", () -> chunks.machineProperty().set(null));
        machine.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> machine(model, chunks.machineProperty().get()),
                        chunks.machineProperty(),
                        texts.languageProperty()));
        machine.visibleProperty().bind(chunks.machineProperty().isNotNull());
        Label count = new Label();
        count.setId("work-count");
        count.getStyleClass().addAll("muted", "small");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> texts.get(
                                chunks.moreProperty().get() ? "work.listed.more" : "work.listed",
                                chunks.chunks().size()),
                        chunks.chunks(),
                        chunks.moreProperty(),
                        texts.languageProperty()));
        getChildren().setAll(title, status, layer, machine, count);
        texts.languageProperty().subscribe(now -> status.setButtonCell(new StatusCell()));
    }

    private static String machine(WorkViewModel model, @Nullable String instance) {
        WorkSnapshot now = model.shownProperty().get();
        return now == null || instance == null
                ? ""
                : now.machines().stream()
                        .filter(each -> each.part().instance().equals(instance))
                        .map(each -> each.part().client())
                        .findFirst()
                        .orElse(instance);
    }

    private static Button chip(String id, Runnable off) {
        Button chip = new Button(null, new FontIcon("fth-x"));
        chip.setId(id);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_COMPUTED_SIZE);
        chip.managedProperty().bind(chip.visibleProperty());
        chip.setOnAction(event -> off.run());
        return chip;
    }

    /// A status, or all.
    private final class StatusCell extends ListCell<@Nullable ChunkStatus> {
        @Override
        protected void updateItem(@Nullable ChunkStatus item, boolean empty) {
            super.updateItem(item, empty);
            setText(item == null ? texts.get("work.status.all") : words.status(item));
        }
    }
}
