package io.quartermaster.app.work;

import io.quartermaster.app.platform.AppState;
import io.quartermaster.app.platform.AspectCell;
import io.quartermaster.app.platform.RoomyColumn;
import io.quartermaster.app.platform.TableMemory;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.work.Chunk;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Chunks by number. FX thread only.
final class ChunksTable extends TableView<Chunk> {
    private static final double ROW_HEIGHT = 28;
    private static final double LEAST = 90;
    private static final double NEARLY = 0.9;

    private final Texts texts;
    private final Times times;
    private final WorkWords words;
    private final Supplier<@Nullable Instant> now;

    /// @param now  the database's clock as it was read last
    /// @param full with all columns; otherwise those that tell who is slow
    ChunksTable(
            String id,
            ObservableList<Chunk> chunks,
            Texts texts,
            Times times,
            AppState state,
            Supplier<@Nullable Instant> now,
            boolean full) {
        this.texts = texts;
        this.times = times;
        this.words = new WorkWords(texts, times);
        this.now = now;
        setId(id);
        getStyleClass().add("qm-table");
        setFixedCellSize(ROW_HEIGHT);
        setPlaceholder(new Region());
        number("number", 56, chunk -> Integer.toString(chunk.number()));
        if (full) {
            number("layer", 58, chunk -> Integer.toString(chunk.stage() + 1));
            add(
                    "status",
                    112,
                    (cell, chunk) -> cell.show(
                            words.status(chunk.status()),
                            null,
                            WorkWords.style(chunk.status()),
                            WorkWords.icon(chunk.status())));
        }
        number("took", 96, chunk -> words.took(chunk, now.get()));
        number("items", 96, words::items);
        add("data", LEAST, (cell, chunk) -> cell.show(WorkWords.data(chunk), chunk.data()));
        add("client", 124, (cell, chunk) -> cell.show(WorkWords.place(text(chunk.client())), text(chunk.client())));
        if (full) {
            number("attempt", 56, chunk -> Integer.toString(chunk.attempt()));
            number("parent", 56, chunk -> {
                Integer parent = chunk.parent();
                return parent == null ? "" : "#" + parent;
            });
            add("message", 160, (cell, chunk) -> cell.show(text(chunk.message()), null));
        }
        setItems(chunks);
        TableMemory.attach(state, id, this);
        RoomyColumn.attach(this, "data", LEAST);
        texts.languageProperty().subscribe(language -> refresh());
    }

    /// Calls back when a person has scrolled nearly to the end.
    void onEnd(Runnable more) {
        skinProperty().addListener((property, before, skin) -> {
            if (lookup(".scroll-bar:vertical") instanceof ScrollBar bar) {
                bar.valueProperty().addListener((value, was, is) -> {
                    if (is.doubleValue() >= NEARLY) {
                        more.run();
                    }
                });
            }
        });
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void number(String id, double width, Function<Chunk, String> of) {
        add(id, width, (cell, chunk) -> {}).setCellFactory(column -> {
            AspectCell<Chunk, Chunk> cell = new AspectCell<>((shown, chunk) -> shown.show(of.apply(chunk), tip(chunk)));
            cell.getStyleClass().add("number");
            return cell;
        });
    }

    private @Nullable String tip(Chunk chunk) {
        Instant sent = chunk.sent();
        return sent == null ? null : texts.get("work.sent", times.absolute(sent));
    }

    private TableColumn<Chunk, Chunk> add(String id, double width, BiConsumer<AspectCell<Chunk, Chunk>, Chunk> show) {
        TableColumn<Chunk, Chunk> column = new TableColumn<>();
        column.setId(id);
        column.textProperty().bind(texts.live("work.column." + id));
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(features -> new SimpleObjectProperty<>(features.getValue()));
        column.setCellFactory(each -> new AspectCell<>(show));
        getColumns().add(column);
        return column;
    }
}
