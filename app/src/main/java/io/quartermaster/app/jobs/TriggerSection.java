package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The part of the form that says when the job fires. FX thread only.
final class TriggerSection {
    private final FormGrid grid;
    private final JobForm form;
    private final Texts texts;

    private TriggerSection(FormGrid grid, JobForm form, Texts texts) {
        this.grid = grid;
        this.form = form;
        this.texts = texts;
    }

    static void addTo(
            FormGrid grid, JobEditorViewModel model, Texts texts, InstantSource clock, ActionRegistry actions) {
        JobForm form = model.form();
        TriggerSection section = new TriggerSection(grid, form, texts);
        grid.section("jobs.form.when");
        grid.row("jobs.form.trigger", new Segments<>(texts, "kind", form.kind, TriggerKind.values(), "jobs.trigger."));
        section.kinds();
        section.zone(clock);
        section.only(
                grid.row(
                        "jobs.form.effectiveFrom",
                        grid.text("effectiveFrom", form.effectiveFrom, "jobs.form.open.prompt"),
                        "effectiveFrom"),
                TriggerKind.CRON,
                TriggerKind.FIXED_RATE,
                TriggerKind.ONE_TIME);
        section.only(
                grid.row("jobs.form.expires", grid.text("expires", form.expires, "jobs.form.open.prompt"), "expires"),
                TriggerKind.CRON,
                TriggerKind.FIXED_RATE,
                TriggerKind.ONE_TIME);
        section.calendar(model, clock, actions);
        section.times();
    }

    private void kinds() {
        TextField cron = grid.text("cron", form.cron, "");
        cron.setPromptText("0 0 2 * * ?");
        cron.getStyleClass().add("mono");
        Label help = new Label();
        help.textProperty().bind(texts.live("jobs.form.cron.help"));
        help.getStyleClass().add("faint");
        HBox row = grid.row("jobs.form.cron", cron, "trigger");
        FormGrid.advise(row, help);
        only(row, TriggerKind.CRON);
        only(
                grid.row(
                        "jobs.form.onceAt",
                        grid.text("onceAt", form.onceAt, "jobs.form.time.prompt"),
                        "onceAt",
                        "trigger"),
                TriggerKind.ONE_TIME);
        only(
                grid.row("jobs.form.every", grid.duration("every", form.every, ""), "every", "trigger"),
                TriggerKind.FIXED_RATE);
        only(
                grid.row(
                        "jobs.form.rateFrom",
                        grid.text("rateFrom", form.rateFrom, "jobs.form.time.prompt"),
                        "rateFrom"),
                TriggerKind.FIXED_RATE);
        Label event = new Label();
        event.textProperty().bind(texts.live("jobs.form.event.help"));
        event.getStyleClass().add("muted");
        event.setWrapText(true);
        only(grid.row("", event), TriggerKind.EVENT);
    }

    private void zone(InstantSource clock) {
        List<SuggestField.Suggestion> zones = zones(clock.instant());
        SuggestField field = grid.dress(new SuggestField(() -> zones), "timeZone", form.timeZone, "");
        only(
                grid.row("jobs.form.timeZone", field, "timeZone"),
                TriggerKind.CRON,
                TriggerKind.ONE_TIME,
                TriggerKind.FIXED_RATE);
    }

    private void calendar(JobEditorViewModel model, InstantSource clock, ActionRegistry actions) {
        ComboBox<String> box = new ComboBox<>();
        box.setId("job-calendar");
        box.setItems(model.calendars().names());
        box.valueProperty().bindBidirectional(form.calendar);
        box.setCellFactory(list -> new CalendarCell(texts));
        box.setButtonCell(new CalendarCell(texts));
        box.setMinWidth(200);
        box.setOnShowing(event -> model.calendars().load(clock.instant()));
        HBox both = FormGrid.beside(box);
        boolean editable = actions.actions().stream().anyMatch(each -> each.id().equals("calendars.open"));
        if (editable) {
            both.getChildren().add(actions.button("calendars.open"));
        }
        only(
                grid.row("jobs.form.calendar", both, "calendar"),
                TriggerKind.CRON,
                TriggerKind.FIXED_RATE,
                TriggerKind.ONE_TIME);
    }

    /// A calendar's name, or in words that there is none.
    private static final class CalendarCell extends ListCell<String> {
        private final Texts texts;

        CalendarCell(Texts texts) {
            this.texts = texts;
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            textProperty().unbind();
            if (item == null || empty) {
                setText("");
            } else if (item.isEmpty()) {
                textProperty().bind(texts.live("jobs.form.calendar.none"));
            } else {
                setText(item);
            }
        }
    }

    /// Times are typed and compared digit by digit, so they are set in the fixed-width face.
    private void times() {
        for (Node row : grid.getChildren()) {
            Stream.of("#job-effectiveFrom", "#job-expires", "#job-onceAt", "#job-rateFrom", "#job-timeZone")
                    .map(row::lookup)
                    .filter(node -> node != null)
                    .forEach(node -> node.getStyleClass().add("mono"));
        }
    }

    private void only(Node row, TriggerKind... kinds) {
        row.visibleProperty().bind(form.kind.map(kind -> List.of(kinds).contains(kind)));
    }

    /// Places by name, each with its offset now; the ids nobody would pick come last.
    static List<SuggestField.Suggestion> zones(Instant now) {
        String system = ZoneId.systemDefault().getId();
        return ZoneId.getAvailableZoneIds().stream()
                .sorted(Comparator.comparing((String id) -> !id.equals(system))
                        .thenComparing(id -> !id.equals("UTC"))
                        .thenComparing(id -> !id.equals("Asia/Shanghai"))
                        .thenComparing(id -> !id.contains("/") || id.startsWith("Etc/") || id.startsWith("SystemV/"))
                        .thenComparing(Comparator.naturalOrder()))
                .map(id -> new SuggestField.Suggestion(id, offset(id, now), false))
                .toList();
    }

    private static String offset(String id, Instant now) {
        ZoneOffset offset = ZoneId.of(id).getRules().getOffset(now);
        return "UTC" + (offset.getTotalSeconds() == 0 ? "" : offset.getId());
    }
}
