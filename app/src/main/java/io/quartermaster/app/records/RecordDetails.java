package io.quartermaster.app.records;

import io.quartermaster.app.diagnosis.Symptom;
import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.work.LevelsPane;
import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Everything known of the selected record, and its story. FX thread only.
final class RecordDetails extends ScrollPane {
    static final double WIDTH = 340;

    private final Texts texts;
    private final Times times;
    private final RecordWords words;
    private final DecisionWords decisions;
    private final RecordStory story;
    private final Consumer<TraceId> openTrace;
    private final Consumer<String> said;
    private final VBox content = new VBox();
    // made once: a run that goes on is drawn every second, and a button must not vanish under the mouse
    private final Button open = new Button(null, new FontIcon("fth-file-text"));
    private final Button copy = new Button(null, new FontIcon("fth-copy"));
    private final Button run = new Button(null, new FontIcon("fth-play-circle"));
    private final Button work = new Button(null, new FontIcon("fth-layers"));
    private final Button why = new Button(null, new FontIcon("fth-help-circle"));
    private final FlowPane buttons = new FlowPane(8, 8, why, run, work, open, copy);
    private final LevelsPane levels;
    private final Consumer<RecordId> openRun;
    private final Consumer<RecordId> openWork;
    private final Consumer<TriggerRecord> diagnose;
    private @Nullable TriggerRecord record;

    /// @param levels   shows what lies below a record, where something does
    /// @param openRun  opens the run of a topology
    /// @param openWork opens the chunks of work that is cut up
    /// @param diagnose looks into why a record failed
    /// @param said     shows a short notice
    RecordDetails(
            RecordStory story,
            LevelsPane levels,
            Texts texts,
            Times times,
            Consumer<TraceId> openTrace,
            Consumer<RecordId> openRun,
            Consumer<RecordId> openWork,
            Consumer<TriggerRecord> diagnose,
            Consumer<String> said) {
        this.story = story;
        this.levels = levels;
        this.texts = texts;
        this.times = times;
        this.words = new RecordWords(texts, times);
        this.decisions = new DecisionWords(texts);
        this.openTrace = openTrace;
        this.openRun = openRun;
        this.openWork = openWork;
        this.diagnose = diagnose;
        why.setId("record-diagnose");
        why.managedProperty().bind(why.visibleProperty());
        work.setId("record-open-work");
        work.visibleProperty().bind(story.levelsProperty().map(each -> !each.isEmpty()));
        work.managedProperty().bind(work.visibleProperty());
        run.setId("record-open-run");
        run.visibleProperty().bind(story.topologyProperty());
        run.managedProperty().bind(run.visibleProperty());
        this.said = said;
        copy.getStyleClass().add("icon-button");
        setId("record-details");
        getStyleClass().add("inspector");
        content.getStyleClass().add("inspector-content");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
        story.eventsProperty().subscribe(now -> draw());
        story.levelsProperty().subscribe(now -> draw());
        texts.languageProperty().subscribe(now -> {
            levels.draw();
            draw();
        });
        times.zoneProperty().subscribe(now -> draw());
    }

    void show(@Nullable TriggerRecord now) {
        record = now;
        draw();
    }

    /// The pulse: a run that goes on takes longer.
    void tick() {
        if (record != null && record.status().running()) {
            draw();
        }
    }

    private void draw() {
        TriggerRecord shown = record;
        if (shown == null) {
            content.getChildren().clear();
            return;
        }
        Label title = new Label(shown.jobName());
        title.getStyleClass().add("subheading");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Label number = new Label(texts.get("records.details.record", shown.id().toString()));
        number.getStyleClass().add("muted");
        Label status = new Label();
        RunStatusLook.dress(status, shown.status(), texts, "");
        HBox line = new HBox(12, status, number);
        content.getChildren().setAll(title, line, buttons(shown), facts(shown));
        boolean skipped = shown.status() == RunStatus.SKIPPED;
        longText(
                words.error(shown),
                skipped ? "records.details.skipped" : "records.details.error",
                skipped ? "" : "status-failed");
        longText(shown.result(), "records.details.result", "");
        if (shown.status().running()) {
            longText(shown.progress(), "records.details.progress", "");
        }
        if (!story.levelsProperty().get().isEmpty()) {
            content.getChildren().addAll(heading("work.levels"), levels);
        }
        decision();
        content.getChildren().add(heading("records.details.story"));
        content.getChildren().addAll(events(shown));
    }

    /// Why it went where it went, or nowhere; what an older engine wrote is in the story, as it stands.
    private void decision() {
        story.eventsProperty().get().stream()
                .filter(event -> event.kind().equals("ROUTED"))
                .flatMap(event -> DecisionRecord.read(event.detail()).stream())
                .findFirst()
                .ifPresent(decision -> {
                    GridPane grid = grid();
                    grid.setId("record-decision");
                    decisions.lines(decision).forEach(line -> fact(grid, line.key(), line.text(), line.exact()));
                    content.getChildren().addAll(heading("records.details.decision"), grid);
                });
    }

    private FlowPane buttons(TriggerRecord shown) {
        run.setText(texts.get("records.details.run"));
        run.setOnAction(event -> openRun.accept(shown.id()));
        why.setText(texts.get("diagnosis.open"));
        why.setVisible(Symptom.of(shown).isPresent());
        why.setOnAction(event -> diagnose.accept(shown));
        work.setText(texts.get("work.open"));
        work.setOnAction(event -> openWork.accept(shown.id()));
        open.setText(texts.get("records.details.open"));
        open.setId("record-open-log");
        open.setOnAction(event -> openTrace.accept(shown.trace()));
        copy.setId("record-copy-trace");
        copy.setAccessibleText(texts.get("records.details.trace.copy"));
        copy.setTooltip(new Tooltip(texts.get("records.details.trace.copy")));
        copy.setOnAction(event -> {
            ClipboardContent clip = new ClipboardContent();
            clip.putString(shown.trace().value());
            Clipboard.getSystemClipboard().setContent(clip);
            said.accept(texts.get("records.details.copied"));
        });
        return buttons;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("facts");
        ColumnConstraints label = new ColumnConstraints();
        label.setMinWidth(84);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(label, value);
        return grid;
    }

    private GridPane facts(TriggerRecord shown) {
        GridPane grid = grid();
        fact(grid, "records.column.due", words.due(shown), true);
        fact(grid, "records.column.fired", words.fired(shown), true);
        fact(grid, "records.column.late", words.late(shown), false);
        Instant finished = shown.finished();
        if (finished != null) {
            fact(grid, "records.details.finished", times.absolute(finished), true);
        }
        fact(grid, "records.column.duration", words.took(shown), false);
        fact(grid, "records.column.reason", words.reason(shown), false);
        fact(grid, "records.column.attempt", Integer.toString(shown.attempt()), false);
        fact(grid, "records.column.zone", RecordWords.orEmpty(shown.zone()), false);
        fact(grid, "records.column.client", RecordWords.orEmpty(shown.client()), true);
        fact(grid, "records.column.server", RecordWords.orEmpty(shown.server()), true);
        fact(grid, "records.column.trace", shown.trace().value(), true);
        return grid;
    }

    private void fact(GridPane grid, String key, String value, boolean mono) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("muted");
        label.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(label, VPos.TOP);
        Label text = new Label(value.isEmpty() ? texts.get("records.none") : value);
        text.setWrapText(true);
        if (mono) {
            text.getStyleClass().add("mono");
        }
        grid.addRow(grid.getRowCount(), label, text);
    }

    private void longText(@Nullable String text, String key, String styleClass) {
        if (text == null || text.isBlank()) {
            return;
        }
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.setWrapText(true);
        area.setPrefRowCount((int) Math.clamp(text.lines().count() + text.length() / 40 + 1, 2, 9));
        area.getStyleClass().addAll("mono", "long-text");
        if (!styleClass.isEmpty()) {
            area.getStyleClass().add(styleClass);
        }
        content.getChildren().addAll(heading(key), area);
    }

    private Label heading(String key) {
        Label heading = new Label(texts.get(key));
        heading.getStyleClass().addAll("strong", "inspector-heading");
        return heading;
    }

    private List<Node> events(TriggerRecord shown) {
        List<RecordEvent> events = story.eventsProperty().get();
        if (events.isEmpty()) {
            Label none = new Label(texts.get("records.details.story.none"));
            none.getStyleClass().add("muted");
            return List.of(none);
        }
        return events.stream().map(each -> event(each, shown.due())).toList();
    }

    /// When, counted from the due time; what; and the details below.
    private Node event(RecordEvent event, Instant due) {
        Duration since = Duration.between(due, event.at());
        String offset = since.isNegative()
                ? "−" + times.duration(since.negated())
                : texts.get("records.details.since", times.duration(since));
        Label when = new Label(offset);
        when.getStyleClass().addAll("muted", "small");
        when.setMinWidth(72);
        when.setTooltip(new Tooltip(times.absolute(event.at())));
        Label what = new Label(words.event(event.kind()));
        VBox text = new VBox(what);
        if (!event.detail().isBlank()) {
            Label detail = new Label(words.detail(event));
            detail.getStyleClass().addAll("muted", "small");
            detail.setWrapText(true);
            detail.setMinHeight(USE_PREF_SIZE);
            text.getChildren().add(detail);
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(8, when, text);
        line.getStyleClass().add("story-line");
        return line;
    }
}
