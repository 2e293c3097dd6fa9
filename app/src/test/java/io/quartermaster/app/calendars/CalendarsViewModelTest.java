package io.quartermaster.app.calendars;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.calendars.CalendarsViewModel.Notice;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Violation;
import io.quartermaster.store.CalendarRepository.Outcome;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Making and editing calendars, without a toolkit, over a real database.
class CalendarsViewModelTest {
    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final CalendarsViewModel model =
            new CalendarsViewModel(new Texts(Language.ENGLISH), tasks.tasks(), seeded.workspace());

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void aNewCalendarIsSavedAsItWasTyped() {
        fill("2026/10/1 至 2026-10-7 国庆\n+2026-10-10\n\n2026-12-25 Christmas");

        save();

        Calendar saved = stored().getFirst().calendar();
        assertThat(saved.weeklyOff()).containsExactly(DayOfWeek.SUNDAY);
        assertThat(saved.spans())
                .containsExactly(
                        new Calendar.Span(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 7), false, "国庆"),
                        new Calendar.Span(LocalDate.of(2026, 10, 10), LocalDate.of(2026, 10, 10), true, ""),
                        new Calendar.Span(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 25), false, "Christmas"));
        assertThat(model.form().days.get()).startsWith("2026-10-01..2026-10-07 国庆\n+ 2026-10-10\n");
        assertThat(model.noticeProperty().get()).isEqualTo(new Notice.Saved("CN"));
        assertThat(model.dirtyProperty().get()).isFalse();
        assertThat(model.calendars()).extracting(StoredCalendar::calendar).containsExactly(saved);
    }

    @Test
    void aLineThatCannotBeReadIsNamedWithItsNumber() {
        fill("2026-10-01\nsomeday");
        assertThat(model.refused()).containsExactly(Violation.of("days", "calendar.line", 2, "someday"));
        fill("2026-10-07..2026-10-01");
        assertThat(model.refused()).extracting(Violation::rule).containsExactly("calendar.order");
        fill("2026-02-30");
        assertThat(model.refused()).extracting(Violation::rule).containsExactly("calendar.day");

        save();
        assertThat(stored()).isEmpty();
    }

    @Test
    void aCalendarThatIsOffAllWeekIsRefused() {
        fill("");
        Set.of(DayOfWeek.values()).forEach(day -> model.form().off(day).set(true));

        assertThat(model.refused()).extracting(Violation::rule).containsExactly("calendar.all");
    }

    @Test
    void aCalendarThatJobsUseIsNotDeletedAndTheyAreNamed() {
        fill("2026-10-01");
        save();
        seeded.job(Seeded.spec("settle-eod").withCalendar("CN"), true);

        model.delete();
        tasks.runAll();

        assertThat(model.noticeProperty().get())
                .isEqualTo(new Notice.Refused(new Outcome.InUse(1, List.of("settle-eod"))));
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aSaveOverANewerOneIsRefused() {
        fill("2026-10-01");
        save();
        seeded.database().calendars().update(1, stored().getFirst().calendar(), Seeded.BEN);

        model.form().days.set("2026-10-02");
        save();

        assertThat(model.noticeProperty().get()).isInstanceOf(Notice.Refused.class);
        assertThat(stored().getFirst().updatedBy()).isEqualTo("ben");
    }

    @Test
    void aDeletedCalendarIsGone() {
        fill("2026-10-01");
        save();

        model.delete();
        tasks.runAll();

        assertThat(stored()).isEmpty();
        assertThat(model.noticeProperty().get()).isEqualTo(new Notice.Deleted("CN"));
    }

    @Test
    void whatCannotBeReadIsShownAndMendedAndOnlyThenSaved() {
        fill("2026-10-01");
        save();
        byHand("SUNDAY,FREEDAY", "2026-10-01\nsomeday");
        model.load();
        tasks.runAll();

        model.edit(model.calendars().getFirst());

        assertThat(model.flawsProperty().get()).extracting(Flaw::field).containsExactly("weeklyOff", "days");
        assertThat(model.form().days.get()).isEqualTo("2026-10-01\nsomeday");
        assertThat(model.dirtyProperty().get()).isFalse();
        model.form().days.set("2026-10-01");
        assertThat(model.refused()).containsExactly(Violation.of("weeklyOff", "unreadable"));
        model.replaceUnreadable();
        assertThat(model.refused()).isEmpty();
        save();
        assertThat(stored().getFirst().sound()).isTrue();
        assertThat(model.flawsProperty().get()).isEmpty();
    }

    @Test
    void toReplaceWhatCannotBeReadIsAChangeOfItsOwn() {
        fill("2026-10-01");
        save();
        byHand("SUNDAY,FREEDAY", "2026-10-01");
        model.edit(stored().getFirst());

        model.replaceUnreadable();

        assertThat(model.dirtyProperty().get()).isTrue();
    }

    private void byHand(String weeklyOff, String days) {
        seeded.database()
                .run(handle -> handle.execute("update calendar set weekly_off = ?, days = ?", weeklyOff, days));
    }

    private void fill(String days) {
        model.form().name.set("CN");
        model.form().off(DayOfWeek.SUNDAY).set(true);
        model.form().days.set(days);
    }

    private void save() {
        model.save();
        tasks.runAll();
    }

    private List<StoredCalendar> stored() {
        return seeded.database().calendars().list(Seeded.INSTANCE);
    }
}
