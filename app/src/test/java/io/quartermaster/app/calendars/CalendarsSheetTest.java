package io.quartermaster.app.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.jobs.JobsPage;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.DialogLayer;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.Trigger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calendars opened from the form of a job, over a real database, and photographed.
class CalendarsSheetTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>(seeded.workspace());
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable JobsPage jobs;

    @BeforeEach
    void open() {
        Calendar calendar = new Calendar(
                Seeded.INSTANCE,
                "CN holidays",
                "Public holidays as announced by the State Council",
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                CalendarDays.read(
                                "2026-02-15..2026-02-23 Spring Festival\n+ 2026-02-14\n+ 2026-02-28\n"
                                        + "2026-10-01..2026-10-07 National Day\n+ 2026-10-10\n2026-11-23..2026-11-24 stocktaking")
                        .spans());
        seeded.database().calendars().create(calendar, Seeded.ANNA);
        seeded.job(
                Seeded.spec("settle-eod")
                        .withTrigger(new Trigger.Cron("0 30 2 * * ?", ZoneId.of("America/New_York")))
                        .withCalendar("CN holidays"),
                true);
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            Texts texts = new Texts(Language.ENGLISH);
            DialogLayer dialogs = new DialogLayer(texts, new AnsweringDialogs());
            desk = Desks.of(home, texts, dialogs, tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            new CalendarsSheet(desk, workspace);
            jobs = new JobsPage(desk, workspace, (each, name, record) -> {});
            Scene scene = new Scene(new StackPane(jobs.view(), dialogs), 1_000, 700);
            desk.theme().apply(scene);
            stage.setScene(scene);
            jobs.activate();
        });
        TableView<?> table = (TableView<?>) ui().node("#jobs-table");
        ui().await("the row", () -> table.getItems().size() == 1);
        Ui.onFx(() -> table.getSelectionModel().select(0));
        Ui.onFx(() -> desk().actions().run("jobs.edit"));
        ui().node("#job-calendar");
    }

    @AfterEach
    void close() {
        Ui.onFx(jobs()::deactivate);
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    @Test
    void theFormShowsWhatTheCalendarLeavesOut() {
        ui().await("the days left out", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll(".fires-left-out")
                .isEmpty());
        // the clock is changed on Sundays, which the calendar leaves out
        ComboBox<?> calendar = (ComboBox<?>) ui().node("#job-calendar");
        Ui.onFx(() -> calendar.getSelectionModel().select(0));
        ui().type("#job-cron", "0 30 2 14 3 ?");
        ui().await("the note", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll(".fires-clock")
                .isEmpty());
        Pictures.take(ui(), "jobs-form-clock");
        Ui.onFx(() -> calendar.getSelectionModel().select(1));
        ui().type("#job-cron", "0 30 2 * * ?");
        ui().await("the days left out", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll(".fires-left-out")
                .isEmpty());
        Pictures.takeAll(ui(), desk(), "jobs-form-calendar");
    }

    @Test
    void aCalendarMadeFromTheFormOfAJobCanBeChosenThere() {
        ui().click("#action-calendars-open");
        ui().type("#calendar-name", "stocktaking");
        ui().type("#calendar-days", "2026-12-31");
        ui().click("#calendar-SUNDAY");
        ui().click("#calendar-save");
        ui().awaitText("#calendar-problem", text -> text.startsWith("stocktaking is saved"));
        assertThat(seeded.database().calendars().find(Seeded.INSTANCE, "stocktaking"))
                .isPresent();

        ui().click("#calendar-close");
        ComboBox<?> choice = (ComboBox<?>) ui().node("#job-calendar");
        Ui.onFx(choice::show);
        ui().await("the choice", () -> choice.getItems().contains("stocktaking"));
        Ui.onFx(choice::hide);
    }

    @Test
    void whatWasTypedIsNotLostByEscapeOrByChoosingAnother() {
        ui().click("#action-calendars-open");
        ui().click("#calendar-list .list-cell");
        ui().type("#calendar-description", "half typed");

        ui().press(KeyCode.ESCAPE);
        ui().click("#dialog-cancel");
        assertThat(ui().text("#calendar-description")).isEqualTo("half typed");
        ui().click("#calendar-new");
        ui().click("#dialog-cancel");
        assertThat(ui().text("#calendar-description")).isEqualTo("half typed");

        ui().click("#calendar-new");
        ui().click("#dialog-verb");
        ui().awaitText("#calendar-description", String::isEmpty);
        ui().type("#calendar-name", "another");
        ui().click("#calendar-list .list-cell");
        Pictures.take(ui(), "calendars-discard");
        ui().click("#dialog-cancel");
        assertThat(ui().text("#calendar-name")).isEqualTo("another");
        ui().press(KeyCode.ESCAPE);
        ui().click("#dialog-verb");
        assertThat(ui().isShown("#calendars")).isFalse();
    }

    @Test
    void escapeClosesTheSheetWhenNothingIsLost() {
        ui().click("#action-calendars-open");
        ui().node("#calendars");

        ui().press(KeyCode.ESCAPE);

        assertThat(ui().isShown("#calendars")).isFalse();
        assertThat(ui().isShown("#dialog-verb")).isFalse();
    }

    @Test
    void pictures() {
        ui().click("#action-calendars-open");
        ui().await("the list", () -> !ui().stage()
                .getScene()
                .getRoot()
                .lookupAll("#calendar-list .list-cell:filled")
                .isEmpty());
        Ui.onFx(() -> ((javafx.scene.control.ListView<?>)
                        ui().stage().getScene().getRoot().lookup("#calendar-list"))
                .getSelectionModel()
                .select(0));
        Pictures.takeAll(ui(), desk(), "calendars");
        ui().click("#calendar-delete");
        ui().click("#dialog-verb");
        ui().awaitText("#calendar-problem", text -> text.startsWith("1 job uses it"));
        Pictures.take(ui(), "calendars-used");
    }

    @Test
    void aCalendarSpoiledByHandIsShownWithWhatIsWrong() {
        seeded.database()
                .run(handle -> handle.execute(
                        "update calendar set weekly_off = 'SATURDAY,FREEDAY', days = ?",
                        "2026-10-01..2026-10-07 National Day\nthe day after\n2026-02-30"));
        ui().click("#action-calendars-open");
        ui().click("#calendar-list .list-cell");

        ui().awaitText("#calendar-unreadable-text", text -> text.contains("FREEDAY"));
        assertThat(ui().text("#calendar-days")).contains("the day after");
        Pictures.takeAll(ui(), desk(), "calendars-spoiled");
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private JobsPage jobs() {
        return Objects.requireNonNull(jobs);
    }
}
