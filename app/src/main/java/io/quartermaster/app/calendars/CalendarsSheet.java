package io.quartermaster.app.calendars;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Dialogs;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.StoredCalendar;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/// Opens the calendars over whatever page asks, by the action [#ACTION]: from the palette, from the form of a job.
/// FX thread only.
public final class CalendarsSheet {
    /// The action's id.
    public static final String ACTION = "calendars.open";

    private final Desk desk;
    private final ObservableValue<@Nullable Workspace> workspace;

    public CalendarsSheet(Desk desk, ObservableValue<@Nullable Workspace> workspace) {
        this.desk = desk;
        this.workspace = workspace;
        Texts texts = desk.texts();
        desk.actions()
                .register(Action.of(ACTION, "calendars.open", "fth-calendar", this::open)
                        .disabledWhile(Bindings.createObjectBinding(
                                () -> workspace.getValue() == null ? texts.get("calendars.unconnected") : null,
                                workspace,
                                texts.languageProperty())));
    }

    private void open() {
        Workspace now = workspace.getValue();
        if (now != null) {
            open(new CalendarsViewModel(desk.texts(), desk.tasks(), now));
        }
    }

    private void open(CalendarsViewModel model) {
        Texts texts = desk.texts();
        Button delete = button("calendar-delete", "calendars.delete");
        Button close = button("calendar-close", "platform.close");
        Button save = button("calendar-save", "calendars.save");
        save.getStyleClass().add("accent");
        CalendarsView view = new CalendarsView(desk, model, save, delete, then -> leave(model, then));
        Dialogs.Sheet sheet = desk.dialogs()
                .sheet(
                        texts.live(
                                "calendars.title", model.workspace().instance().value()),
                        view,
                        delete,
                        close,
                        save);
        save.setOnAction(event -> model.save());
        delete.setOnAction(event -> delete(model));
        close.setOnAction(event -> leave(model, sheet::close));
        sheet.onEscape(() -> leave(model, sheet::close));
        model.load();
    }

    /// Goes on, after asking when something would be lost.
    private void leave(CalendarsViewModel model, Runnable then) {
        if (!model.dirtyProperty().get()) {
            then.run();
            return;
        }
        Texts texts = desk.texts();
        desk.dialogs()
                .confirm(
                        new Confirm(
                                texts.get("calendars.discard"),
                                texts.get("calendars.discard.consequence"),
                                model.readingProperty().get().calendar().name(),
                                model.workspace().environment(),
                                texts.get("calendars.discard.verb")),
                        then);
    }

    private void delete(CalendarsViewModel model) {
        StoredCalendar what = model.baseProperty().get();
        if (what == null) {
            return;
        }
        Texts texts = desk.texts();
        String name = what.calendar().name();
        desk.dialogs()
                .confirm(
                        new Confirm(
                                texts.get("calendars.delete.question", name),
                                texts.get("calendars.delete.consequence"),
                                name,
                                model.workspace().environment(),
                                texts.get("calendars.delete")),
                        model::delete);
    }

    private Button button(String id, String key) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(desk.texts().live(key));
        return button;
    }
}
