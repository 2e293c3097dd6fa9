package io.quartermaster.app.logs;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Below the text: the selected line, its columns one below the other, and all of its text. FX thread only.
final class DetailsPane extends BorderPane {
    private static final int MOST_COLUMNS = 60;
    /// Bytes of a long line that "show more" brings; a text area of more is slow, copying is not.
    private static final int MORE_BYTES = 64 * 1024;

    private final Desk desk;
    private final LogsViewModel model;
    private final Label origin = new Label();
    private final Label cut = new Label();
    private final Button more = new Button();
    private final GridPane columns = new GridPane();
    private final TextArea text = new TextArea();
    private @Nullable LogLine shown;

    DetailsPane(Desk desk, LogsViewModel model) {
        this.desk = desk;
        this.model = model;
        Texts texts = desk.texts();
        getStyleClass().add("log-details");
        setId("log-details");
        origin.getStyleClass().addAll("mono", "strong");
        origin.setId("log-origin");
        cut.getStyleClass().addAll("muted", "small");
        cut.setId("log-cut");
        more.textProperty().bind(texts.live("logs.details.more"));
        more.setId("log-more");
        more.setOnAction(event -> showMore());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(
                origin,
                cut,
                more,
                space,
                desk.actions().button(LogActions.COPY),
                desk.actions().button(LogActions.COPY_ORIGIN));
        bar.getStyleClass().addAll("gap-8", "log-details-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        columns.getStyleClass().add("log-columns");
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        text.setEditable(false);
        text.setWrapText(true);
        text.setId("log-text");
        text.getStyleClass().addAll("mono", "copyable");
        SplitPane split = new SplitPane(scroll, text);
        split.setDividerPositions(0.42);
        setTop(bar);
        setCenter(split);
        model.reader().selectionProperty().subscribe(this::show);
        texts.languageProperty()
                .subscribe(language -> show(model.reader().selectionProperty().get()));
    }

    private void show(@Nullable LogSelection selection) {
        LogLine line = selection == null ? null : selection.focus();
        shown = line;
        columns.getChildren().clear();
        boolean cutOff = line != null && line.cut();
        more.setVisible(cutOff);
        more.setManaged(cutOff);
        Texts texts = desk.texts();
        if (line == null) {
            origin.setText(texts.get("logs.details"));
            cut.setText(texts.get("logs.details.none"));
            text.clear();
            return;
        }
        origin.setText(line.origin());
        cut.setText(cutOff ? texts.get("logs.details.cut", line.text().length(), ByteSize.of(line.length())) : "");
        text.setText(line.text());
        fillColumns(LogColumns.of(line.text()));
    }

    private void fillColumns(LogColumns split) {
        int row = 0;
        if (!split.timestamp().isEmpty()) {
            addRow(row++, desk.texts().get("logs.details.time"), split.timestamp());
        }
        List<String> values = split.values();
        for (int i = 0; i < Math.min(values.size(), MOST_COLUMNS); i++) {
            String value = values.get(i);
            if (!value.isEmpty()) {
                addRow(row++, desk.texts().get("logs.details.column", i + 1), value);
            }
        }
    }

    private void addRow(int row, String name, String value) {
        Label nameLabel = new Label(name);
        nameLabel.getStyleClass().addAll("muted", "small");
        nameLabel.setMinWidth(USE_PREF_SIZE);
        Label valueLabel = new Label(drawable(value));
        valueLabel.getStyleClass().addAll("mono", levelOf(value));
        columns.addRow(row, nameLabel, valueLabel);
    }

    private static String drawable(String value) {
        return LogColumns.plain(value).lines().map(DisplayText::of).collect(Collectors.joining("\n"));
    }

    private static String levelOf(String value) {
        return switch (Severity.of(value)) {
            case PLAIN -> "log-info";
            case WARNING -> "log-warn";
            case ERROR -> "log-error";
        };
    }

    private void showMore() {
        LogLine line = shown;
        OpenLog log = model.openProperty().get();
        if (line == null || log == null) {
            return;
        }
        LineSource source = log.source();
        desk.tasks()
                .quietly(desk.texts().live("logs.details.more"), () -> source.whole(line, MORE_BYTES))
                .onDone(all -> {
                    if (line == shown) {
                        text.setText(all);
                        more.setVisible(false);
                        more.setManaged(false);
                        cut.setText(
                                line.length() > MORE_BYTES
                                        ? desk.texts()
                                                .get(
                                                        "logs.details.more.cut",
                                                        ByteSize.of(MORE_BYTES),
                                                        ByteSize.of(line.length()))
                                        : "");
                    }
                });
    }
}
