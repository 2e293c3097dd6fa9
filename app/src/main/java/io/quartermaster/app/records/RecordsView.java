package io.quartermaster.app.records;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.PageHeader;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.app.work.LevelsPane;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// Header, filters, table and details of the records page. FX thread only.
final class RecordsView extends VBox {
    private final Texts texts;
    private final Times times;
    private final RecordsViewModel model;
    private final RecordsTable table;
    private final RecordDetails details;
    private final RecordFilters filters;
    private final PageHeader header;
    private final Faces faces;
    private final Button pill = new Button(null, new FontIcon("fth-arrow-up"));

    RecordsView(
            Desk desk,
            RecordsViewModel model,
            RecordStory story,
            Consumer<TraceId> openTrace,
            Consumer<RecordId> openRun,
            Consumer<RecordId> openWork,
            Consumer<TriggerRecord> diagnose,
            LevelsPane levels) {
        this.texts = desk.texts();
        this.times = desk.times();
        this.model = model;
        this.table = new RecordsTable(model, texts, times, desk.state());
        this.details = new RecordDetails(
                story, levels, texts, times, openTrace, openRun, openWork, diagnose, desk.toasts()::show);
        this.filters = new RecordFilters(model, texts);
        this.header = new PageHeader(texts, "records.title");
        HBox body = new HBox(stack(), details);
        details.managedProperty().bind(details.visibleProperty());
        details.visibleProperty().bind(model.selectedProperty().isNotNull());
        this.faces = new Faces(texts, body);
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        getChildren().setAll(header, filters, faces);
        listen();
    }

    static String sheet(String name) {
        String file = "/io/quartermaster/ui/css/" + name;
        return Objects.requireNonNull(RecordsView.class.getResource(file), file).toExternalForm();
    }

    private StackPane stack() {
        pill.setId("records-unseen");
        pill.getStyleClass().addAll("accent", "unseen-pill");
        pill.visibleProperty().bind(model.unseenProperty().greaterThan(0));
        pill.setOnAction(event -> table.toTop());
        StackPane.setAlignment(pill, Pos.TOP_CENTER);
        StackPane stack = new StackPane(table, pill);
        HBox.setHgrow(stack, Priority.ALWAYS);
        return stack;
    }

    private void listen() {
        model.unseenProperty().subscribe(now -> showUnseen());
        model.faceProperty().subscribe(now -> showFace());
        model.updatedProperty().subscribe(now -> showFreshness());
        model.troubleProperty().subscribe(now -> showFreshness());
        model.selectedProperty().flatMap(RecordRow::recordProperty).subscribe(details::show);
        texts.languageProperty().subscribe(now -> relabel());
    }

    private void relabel() {
        showUnseen();
        showFreshness();
    }

    /// The pulse: what is relative to now is said anew.
    void tick() {
        table.tick();
        details.tick();
        showFreshness();
    }

    void focusFilter() {
        filters.focusText();
    }

    private void showUnseen() {
        pill.setText(texts.get("records.unseen", model.unseenProperty().get()));
    }

    private void showFreshness() {
        Trouble trouble = model.troubleProperty().get();
        Instant updated = model.updatedProperty().get();
        header.freshness().getStyleClass().remove("status-failed");
        if (trouble != null) {
            header.freshness()
                    .setText(texts.get(
                            "records.stale",
                            times.seconds(
                                    updated == null ? trouble.since() : updated,
                                    times.zoneProperty().get())));
            header.freshness().getStyleClass().add("status-failed");
        } else {
            header.freshness().setText(updated == null ? "" : texts.get("records.updated", times.relative(updated)));
        }
    }

    private void showFace() {
        switch (model.faceProperty().get()) {
            case ROWS -> faces.showContent();
            case LOADING -> faces.showLoading();
            case NO_CONNECTION ->
                faces.showEmpty(
                        "fth-database",
                        texts.live("records.face.unconnected"),
                        texts.live("records.face.unconnected.todo"),
                        null);
            case EMPTY ->
                faces.showEmpty(
                        "fth-activity", texts.live("records.face.empty"), texts.live("records.face.empty.todo"), null);
            case NOTHING_MATCHES -> {
                Button clear = new Button();
                clear.setId("records-clear");
                clear.textProperty().bind(texts.live("records.face.nothing.clear"));
                clear.setOnAction(event -> model.queryProperty().set(RecordQuery.ALL));
                faces.showEmpty(
                        "fth-search",
                        texts.live("records.face.nothing"),
                        texts.live("records.face.nothing.todo"),
                        clear);
            }
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live(
                                "records.face.broken",
                                times.seconds(
                                        trouble.since(), times.zoneProperty().get())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
        }
    }
}
