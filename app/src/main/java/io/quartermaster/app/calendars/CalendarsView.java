package io.quartermaster.app.calendars;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Violation;
import io.quartermaster.store.CalendarRepository.Outcome;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The calendars left, the one in the form in the middle, what it excludes this year right. FX thread only.
final class CalendarsView extends HBox {
    private static final double HEIGHT = 460;

    private final Desk desk;
    private final Texts texts;
    private final CalendarsViewModel model;
    private final ListView<StoredCalendar> list = new ListView<>();
    private final Label problem = new Label();
    private final YearPreview preview;
    private final UnreadableCalendar unreadable;
    private final Button save;
    private final Button delete;
    private final Consumer<Runnable> leave;
    private final ChangeListener<Object> update = (property, before, now) -> update();

    /// @param save   the sheet's button, enabled while there is something that can be saved
    /// @param delete the sheet's button, enabled while a stored calendar is in the form
    /// @param leave  runs what takes another calendar into the form, after asking when something would be lost
    CalendarsView(Desk desk, CalendarsViewModel model, Button save, Button delete, Consumer<Runnable> leave) {
        super(16);
        this.leave = leave;
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.save = save;
        this.delete = delete;
        this.preview = new YearPreview(texts);
        this.unreadable = new UnreadableCalendar(model, texts);
        setId("calendars");
        setPrefHeight(HEIGHT);
        ScrollPane year = new ScrollPane(preview);
        year.setFitToWidth(true);
        year.setPrefWidth(230);
        year.setMinWidth(200);
        getChildren().addAll(left(), fields(), year);
        model.readingProperty().addListener(update);
        model.baseProperty().addListener(update);
        model.flawsProperty().addListener(update);
        model.noticeProperty().addListener(update);
        model.busyProperty().addListener(update);
        texts.languageProperty().addListener(new WeakChangeListener<>(update));
        desk.actions().writesBlockedProperty().addListener(new WeakChangeListener<>(update));
        update();
    }

    private VBox left() {
        list.setId("calendar-list");
        list.setItems(model.calendars());
        list.setCellFactory(view -> new NameCell(texts));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !now.equals(model.baseProperty().get())) {
                choose(now);
            }
        });
        list.setPlaceholder(caption("calendars.none"));
        VBox.setVgrow(list, Priority.ALWAYS);
        Button add = new Button();
        add.textProperty().bind(texts.live("calendars.new"));
        add.setId("calendar-new");
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnAction(event -> {
            leave.accept(() -> {
                list.getSelectionModel().clearSelection();
                model.edit(null);
            });
        });
        VBox left = new VBox(8, list, add);
        left.setPrefWidth(170);
        left.setMinWidth(150);
        return left;
    }

    /// Until it is certain that nothing is lost, the list shows which one is in the form.
    private void choose(StoredCalendar wanted) {
        leave.accept(() -> {
            model.edit(wanted);
            list.getSelectionModel().select(wanted);
        });
        Platform.runLater(this::selectShown);
    }

    private void selectShown() {
        StoredCalendar shown = model.baseProperty().get();
        if (shown == null) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().select(shown);
        }
    }

    private VBox fields() {
        CalendarForm form = model.form();
        TextField name = new TextField();
        name.setId("calendar-name");
        name.textProperty().bindBidirectional(form.name);
        // jobs name it by this, so it stays what it was
        name.disableProperty().bind(model.baseProperty().isNotNull());
        TextField description = new TextField();
        description.setId("calendar-description");
        description.textProperty().bindBidirectional(form.description);
        HBox weekdays = new HBox(10);
        for (DayOfWeek day : DayOfWeek.values()) {
            CheckBox box = new CheckBox();
            box.textProperty()
                    .bind(texts.languageProperty()
                            .map(language -> day.getDisplayName(TextStyle.SHORT, language.locale())));
            box.setId("calendar-" + day.name());
            box.selectedProperty().bindBidirectional(form.off(day));
            box.setMinWidth(USE_PREF_SIZE);
            weekdays.getChildren().add(box);
        }
        TextArea days = new TextArea();
        days.setId("calendar-days");
        days.getStyleClass().add("mono");
        days.promptTextProperty().bind(texts.live("calendars.days.prompt"));
        days.textProperty().bindBidirectional(form.days);
        VBox.setVgrow(days, Priority.ALWAYS);
        problem.setId("calendar-problem");
        problem.setWrapText(true);
        problem.setMinHeight(34);
        problem.setAlignment(Pos.TOP_LEFT);
        VBox fields = new VBox(
                4,
                unreadable,
                caption("calendars.name"),
                name,
                caption("calendars.description"),
                description,
                caption("calendars.weeklyOff"),
                weekdays,
                caption("calendars.days"),
                days,
                caption("calendars.days.help"),
                problem);
        fields.setPrefWidth(430);
        HBox.setHgrow(fields, Priority.ALWAYS);
        return fields;
    }

    private Label caption(String key) {
        Label label = new Label();
        label.textProperty().bind(texts.live(key));
        label.getStyleClass().addAll("muted", "small");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }

    private void update() {
        CalendarForm.Reading reading = model.readingProperty().get();
        var zone = desk.times().zoneProperty().get();
        int year = LocalDate.ofInstant(desk.times().ticker().clock().instant(), zone)
                .getYear();
        preview.show(reading.calendar(), year);
        unreadable.show();
        boolean stored = model.baseProperty().get() != null;
        boolean busy = model.busyProperty().get();
        String blocked = desk.actions().writesBlockedProperty().get();
        boolean may = blocked == null && !busy;
        save.setDisable(!may
                || !reading.refused().isEmpty()
                || (stored && !model.dirtyProperty().get()));
        delete.setDisable(!may || !stored);
        say(reading.refused(), blocked);
    }

    private void say(List<Violation> refused, @Nullable String blocked) {
        problem.getStyleClass().setAll("label", "small");
        CalendarsViewModel.Notice notice = model.noticeProperty().get();
        boolean good = notice instanceof CalendarsViewModel.Notice.Saved
                || notice instanceof CalendarsViewModel.Notice.Deleted;
        if (blocked != null) {
            problem.setText(blocked);
        } else if (notice != null && !(good && model.dirtyProperty().get())) {
            problem.setText(words(notice));
            problem.getStyleClass().add(good ? "status-succeed" : "status-failed");
        } else if (!refused.isEmpty()
                && (model.dirtyProperty().get() || model.baseProperty().get() != null)) {
            problem.setText(words(refused.getFirst()));
            problem.getStyleClass().add("status-failed");
        } else {
            problem.setText("");
        }
    }

    private String words(Violation violation) {
        return texts.get(
                "calendars.rule." + violation.rule(),
                violation.args().stream().map(String::valueOf).toArray());
    }

    private String words(CalendarsViewModel.Notice notice) {
        return switch (notice) {
            case CalendarsViewModel.Notice.Saved saved -> texts.get("calendars.saved", saved.name());
            case CalendarsViewModel.Notice.Deleted deleted -> texts.get("calendars.deleted", deleted.name());
            case CalendarsViewModel.Notice.Failed failed ->
                texts.get(
                        "calendars.failed",
                        new Trouble(desk.times().ticker().clock().instant(), failed.why()).cause());
            case CalendarsViewModel.Notice.Refused refused -> words(refused.why());
        };
    }

    private String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stale stale ->
                texts.get("calendars.refused.stale", stale.current().updatedBy());
            case Outcome.Gone gone -> texts.get("calendars.refused.gone");
            case Outcome.NameTaken taken -> texts.get("calendars.refused.taken", taken.name());
            case Outcome.InUse used ->
                texts.get("calendars.refused.used", used.count(), String.join(", ", used.jobs()));
            case Outcome.Saved saved -> "";
            case Outcome.Deleted deleted -> "";
        };
    }

    /// A calendar by its name, with a sign beside it when it cannot be read.
    private static final class NameCell extends ListCell<StoredCalendar> {
        private final Texts texts;

        NameCell(Texts texts) {
            this.texts = texts;
        }

        @Override
        protected void updateItem(@Nullable StoredCalendar item, boolean empty) {
            super.updateItem(item, empty);
            boolean spoiled = item != null && !empty && !item.sound();
            setText(item == null || empty ? "" : item.calendar().name());
            setGraphic(spoiled ? new FontIcon("fth-alert-circle") : null);
            setTooltip(spoiled ? new Tooltip(texts.get("calendars.unreadable.tip")) : null);
            getStyleClass().remove("status-failed");
            if (spoiled) {
                getStyleClass().add("status-failed");
            }
        }
    }
}
