package io.quartermaster.app.records;

import io.quartermaster.app.platform.RunStatusLook;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.RunStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the ledger is asked for: text, status, job, and whether planned firings show. FX thread only.
final class RecordFilters extends HBox {
    /// The database is asked once somebody stops typing for this long.
    private static final Duration PAUSE = Duration.millis(200);

    private final RecordsViewModel model;
    private final Texts texts;
    private final TextField text = new TextField();
    private final MenuButton status = new MenuButton();
    private final Button job = new Button(null, new FontIcon("fth-x"));
    private final ToggleButton upcoming = new ToggleButton();
    private final Label count = new Label();
    private final PauseTransition typing = new PauseTransition(PAUSE);

    RecordFilters(RecordsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("filter-bar");
        setAlignment(Pos.CENTER_LEFT);
        text();
        status();
        job();
        upcoming();
        count.getStyleClass().add("muted");
        count.setId("records-count");
        getChildren().setAll(text, status, job, upcoming, count);
        model.queryProperty().subscribe(now -> show());
        model.rows().subscribe(() -> show());
        model.moreProperty().subscribe(now -> show());
        model.updatedProperty().subscribe(now -> show());
        texts.languageProperty().subscribe(now -> show());
    }

    void focusText() {
        text.requestFocus();
        text.selectAll();
    }

    private void text() {
        text.setId("records-filter");
        text.promptTextProperty().bind(texts.live("records.filter.prompt"));
        text.setMaxWidth(320);
        text.setMinWidth(160);
        HBox.setHgrow(text, Priority.ALWAYS);
        typing.setOnFinished(event -> ask());
        text.textProperty().addListener((property, before, now) -> {
            if (!now.equals(model.queryProperty().get().text())) {
                typing.playFromStart();
            }
        });
        text.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !text.getText().isEmpty()) {
                text.clear();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                typing.stop();
                ask();
            }
        });
    }

    private void ask() {
        model.queryProperty().set(model.queryProperty().get().withText(text.getText()));
    }

    private void status() {
        status.setId("records-status");
        status.setMinWidth(USE_PREF_SIZE);
        for (RunStatus each : RunStatus.values()) {
            if (each != RunStatus.PLANNED && each != RunStatus.UNKNOWN) {
                CheckMenuItem item = new CheckMenuItem();
                item.setUserData(each);
                item.textProperty().bind(texts.live("records.status." + each.name()));
                item.setOnAction(event -> chosen());
                status.getItems().add(item);
            }
        }
        MenuItem any = new MenuItem();
        any.textProperty().bind(texts.live("records.filter.status.clear"));
        any.setOnAction(
                event -> model.queryProperty().set(model.queryProperty().get().withStatuses(Set.of())));
        status.getItems().addAll(new SeparatorMenuItem(), any);
    }

    private void chosen() {
        EnumSet<RunStatus> wanted = EnumSet.noneOf(RunStatus.class);
        for (MenuItem item : status.getItems()) {
            if (item instanceof CheckMenuItem check && check.isSelected()) {
                wanted.add((RunStatus) check.getUserData());
            }
        }
        model.queryProperty().set(model.queryProperty().get().withStatuses(wanted));
    }

    private void job() {
        job.setId("records-job");
        job.getStyleClass().add("chip");
        job.setMaxWidth(240);
        job.setContentDisplay(javafx.scene.control.ContentDisplay.RIGHT);
        job.managedProperty().bind(job.visibleProperty());
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.live("records.filter.job.clear"));
        job.setTooltip(tip);
        job.setOnAction(
                event -> model.queryProperty().set(model.queryProperty().get().ofJob(null, "")));
    }

    private void upcoming() {
        upcoming.setId("records-upcoming");
        upcoming.textProperty().bind(texts.live("records.filter.upcoming"));
        upcoming.setGraphic(new FontIcon("fth-calendar"));
        upcoming.setMinWidth(USE_PREF_SIZE);
        Tooltip tip = new Tooltip();
        tip.textProperty().bind(texts.live("records.filter.upcoming.tip"));
        upcoming.setTooltip(tip);
        upcoming.setOnAction(
                event -> model.queryProperty().set(model.queryProperty().get().withUpcoming(upcoming.isSelected())));
    }

    private void show() {
        RecordQuery query = model.queryProperty().get();
        if (!text.getText().equals(query.text()) && typing.getStatus() != javafx.animation.Animation.Status.RUNNING) {
            text.setText(query.text());
        }
        List<MenuItem> items = status.getItems();
        items.forEach(item -> {
            if (item instanceof CheckMenuItem check) {
                check.setSelected(query.statuses().contains((RunStatus) check.getUserData()));
            }
        });
        String chosen = query.statuses().stream()
                .sorted()
                .map(each -> RunStatusLook.word(each, texts))
                .collect(Collectors.joining(", "));
        status.setText(
                chosen.isEmpty()
                        ? texts.get("records.filter.status.any")
                        : texts.get("records.filter.status.some", chosen));
        job.setVisible(query.job() != null);
        job.setText(texts.get("records.filter.job", query.jobName()));
        upcoming.setSelected(query.upcoming());
        boolean more = model.moreProperty().get();
        count.setVisible(model.updatedProperty().get() != null);
        count.setText(texts.get(
                more ? "records.count.more" : "records.count", model.rows().size()));
    }
}
