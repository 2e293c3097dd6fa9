package io.quartermaster.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Violation;
import io.quartermaster.model.Window;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.server.timing.ClockNote;
import io.quartermaster.server.timing.DueTimes;
import io.quartermaster.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The form of a job, without a toolkit, over a real database.
class JobEditorViewModelTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-21T06:00:00Z"));
    private final Texts texts = new Texts(Language.ENGLISH);

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void aNewJobIsSavedAsItWasTyped() {
        JobEditorViewModel editor = create();
        fill(editor.form());
        tasks.runAll();
        assertThat(editor.violationsProperty().get()).isEmpty();

        editor.save();
        tasks.runAll();

        assertThat(editor.outcomeProperty().get()).isInstanceOf(SaveOutcome.Saved.class);
        Job saved = ((SaveOutcome.Saved) editor.outcomeProperty().get()).job();
        assertThat(saved.spec().name()).isEqualTo("settle-eod");
        assertThat(saved.spec().trigger()).isEqualTo(new Trigger.Cron("0 0 2 * * ?", SHANGHAI));
        assertThat(seeded.database().jobs().find(saved.id())).contains(saved);
        assertThat(editor.dirtyProperty().get()).isFalse();
    }

    @Test
    void aJobThatIsOnlyOpenedIsNotChanged() {
        Job job = seeded.job(everything(), false);
        JobEditorViewModel editor = edit(job);
        tasks.runAll();

        assertThat(editor.dirtyProperty().get()).isFalse();
        assertThat(editor.violationsProperty().get()).isEmpty();
        assertThat(JobFormReading.of(editor.form()).spec()).isEqualTo(job.spec());
    }

    @Test
    void everyKindOfTriggerComesBackFromTheForm() {
        for (Trigger trigger : List.of(
                new Trigger.OneTime(Instant.parse("2027-01-02T03:04:05.678Z"), SHANGHAI),
                new Trigger.FixedRate(Instant.parse("2026-11-21T02:00:00Z"), Duration.ofMillis(90_001), SHANGHAI),
                new Trigger.Event())) {
            Job job = seeded.job(Seeded.spec(trigger.getClass().getSimpleName()).withTrigger(trigger), true);

            assertThat(JobFormReading.of(edit(job).form()).spec()).isEqualTo(job.spec());
        }
    }

    @Test
    void theNextFiveFiresComeFromTheEnginesOwnCode() {
        JobEditorViewModel editor = create();
        fill(editor.form());
        tasks.runAll();

        assertThat(editor.fires().previewProperty().get().fires())
                .extracting(DueTimes.Fire::at)
                .hasSize(5)
                .startsWith(Instant.parse("2026-11-21T18:00:00Z"), Instant.parse("2026-11-22T18:00:00Z"));
    }

    @Test
    void theNextFiresLeaveOutWhatTheCalendarExcludesAndFollowAnEditOfIt() {
        Calendar calendar = calendar("2026-11-22..2026-11-23");
        seeded.database().calendars().create(calendar, Seeded.BEN);
        JobEditorViewModel editor = create();
        fill(editor.form());
        editor.form().calendar.set("CN");
        tasks.runAll();

        assertThat(editor.calendars().names()).containsExactly("", "CN");
        assertThat(editor.fires().previewProperty().get().fires())
                .extracting(DueTimes.Fire::at)
                .startsWith(Instant.parse("2026-11-23T18:00:00Z"));
        assertThat(editor.fires().previewProperty().get().leftOut())
                .containsExactly(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23));

        seeded.database().calendars().update(1, calendar("2026-11-22"), Seeded.BEN);
        clock.advance(Duration.ofSeconds(6));
        editor.tick(clock.instant());
        tasks.runAll();

        assertThat(editor.fires().previewProperty().get().leftOut()).containsExactly(LocalDate.of(2026, 11, 22));
    }

    @Test
    void aTriggerThatTheCalendarExcludesAltogetherOrThatNamesNoneIsRefused() {
        seeded.database().calendars().create(calendar("2026-01-01..2200-01-01"), Seeded.BEN);
        JobEditorViewModel editor = create();
        fill(editor.form());
        editor.form().calendar.set("CN");
        tasks.runAll();
        assertThat(editor.violationsProperty().get())
                .extracting(Violation::rule)
                .containsExactly("never.calendar");

        editor.form().calendar.set("none");
        tasks.runAll();
        assertThat(editor.violationsProperty().get())
                .extracting(Violation::rule)
                .containsExactly("calendar.unknown");
    }

    @Test
    void aTimeThatDaylightSavingMovesSaysSo() {
        JobEditorViewModel editor = create();
        fill(editor.form());
        editor.form().timeZone.set("America/New_York");
        editor.form().effectiveFrom.set("2027-03-13 12:00:00");
        editor.form().cron.set("0 30 2 * * ?");
        tasks.runAll();

        assertThat(editor.fires().previewProperty().get().fires().getFirst())
                .isEqualTo(new DueTimes.Fire(
                        Instant.parse("2027-03-14T07:00:00Z"),
                        new ClockNote.Moved(LocalDateTime.parse("2027-03-14T02:30"))));
    }

    @Test
    void aVersionThatOnlyItsCalendarMadeIsNoConflict() {
        seeded.database().calendars().create(calendar("2026-11-22"), Seeded.BEN);
        Job job = seeded.job(everything().withCalendar("CN"), true);
        JobEditorViewModel editor = edit(job);
        tasks.runAll();
        editor.form().description.set("later");
        seeded.database().calendars().update(1, calendar("2026-11-23"), Seeded.BEN);

        editor.save();
        tasks.runAll();

        assertThat(editor.outcomeProperty().get()).isInstanceOf(SaveOutcome.Saved.class);
    }

    @Test
    void howLongRecordsAreKeptIsANumberOfDaysOrNothing() {
        JobEditorViewModel editor = create();
        fill(editor.form());
        for (String wrong : List.of("0", "-1", "x", "3651", "99999")) {
            editor.form().retentionDays.set(wrong);
            tasks.runAll();
            assertThat(editor.violationsProperty().get())
                    .extracting(Violation::rule)
                    .containsExactly("retention.range");
        }
        editor.form().retentionDays.set("30");
        assertThat(JobFormReading.of(editor.form()).spec().retentionDays()).isEqualTo(30);
    }

    @Test
    void onlyTheLatestExpressionIsAnswered() {
        JobEditorViewModel editor = create();
        fill(editor.form());
        editor.form().cron.set("0 0 3 * * ?");

        tasks.runAll();

        assertThat(editor.fires().previewProperty().get().fires().getFirst().at())
                .isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
        assertThat(editor.fires().computingProperty().get()).isFalse();
    }

    @Test
    void anExpressionThatCannotBeReadIsRefused() {
        assertThat(rulesOfCron("every day")).containsExactly("trigger:cron.syntax");
    }

    @Test
    void anExpressionThatNeverFiresIsRefused() {
        assertThat(rulesOfCron("0 0 0 30 2 ?")).containsExactly("trigger:never");
        assertThat(rulesOfCron("0 0 0 1 1 ? 2020")).containsExactly("trigger:never");
    }

    @Test
    void whatIsWrongHasATextForEveryField() {
        JobEditorViewModel editor = create();
        JobForm form = editor.form();
        form.name.set(" x");
        form.application.set("no blanks please");
        form.kind.set(TriggerKind.FIXED_RATE);
        form.every.amount.set("1.5");
        form.rateFrom.set("yesterday");
        form.timeZone.set("Mars/Olympus");
        form.effectiveFrom.set("2026-11-22 10:00");
        form.expires.set("2026-11-22 09:00");
        form.zoneChoice.set(ZoneChoice.NAMED);
        form.retries.set("101");
        form.timeout.amount.set("soon");
        form.params.add(new ParamRow(new Param("n", Param.Type.INT, "x")));
        tasks.runAll();
        JobWords words = new JobWords(texts, timesOf());

        List<Violation> all = editor.violationsProperty().get();

        assertThat(all)
                .extracting(Violation::field)
                .contains(
                        "name",
                        "application",
                        "target",
                        "every",
                        "rateFrom",
                        "timeZone",
                        "expires",
                        "zones",
                        "retries",
                        "timeout",
                        "params");
        assertThat(all).allSatisfy(each -> assertThat(words.reason(each)).isNotBlank());
    }

    @Test
    void aRateIsCountedFromNowUntilSomebodySaysOtherwise() {
        JobForm form = create().form();
        form.timeZone.set("Asia/Shanghai");
        form.kind.set(TriggerKind.FIXED_RATE);
        assertThat(form.rateFrom.get()).isEqualTo(TypedTime.write(clock.instant(), SHANGHAI));
        form.rateFrom.set("2026-11-22 09:00");
        form.kind.set(TriggerKind.EVENT);
        form.kind.set(TriggerKind.FIXED_RATE);
        assertThat(form.rateFrom.get()).isEqualTo("2026-11-22 09:00");
    }

    @Test
    void nothingIsSavedWhileSomethingIsWrong() {
        JobEditorViewModel editor = create();

        editor.save();
        tasks.runAll();

        assertThat(seeded.database().jobs().list(Seeded.INSTANCE)).isEmpty();
    }

    @Test
    void aTakenNameIsRefusedUntilItIsAnother() {
        seeded.job("settle-eod");
        JobEditorViewModel editor = create();
        fill(editor.form());
        tasks.runAll();

        editor.save();
        tasks.runAll();
        assertThat(editor.outcomeProperty().get()).isEqualTo(new SaveOutcome.NameTaken("settle-eod"));
        assertThat(rules(editor)).containsExactly("name:name.taken");

        editor.form().name.set("settle-eod 2");
        assertThat(rules(editor)).isEmpty();
    }

    @Test
    void aStaleSaveShowsAllThreeVersions() {
        JobConflict conflict = conflict();

        assertThat(conflict.fields())
                .filteredOn(JobConflict.Field::differs)
                .extracting(JobConflict.Field::key)
                .containsExactly("group", "description", "trigger");
        assertThat(conflict.fields())
                .filteredOn(JobConflict.Field::clashes)
                .extracting(JobConflict.Field::key)
                .containsExactly("trigger");
        assertThat(conflict.theirs().updatedBy()).isEqualTo("ben");
    }

    @Test
    void myChangesGoOnTopOfTheirsAndAreSaved() {
        Job job = seeded.job("settle-eod");
        JobEditorViewModel editor = staleEditor(job);

        editor.rebase(((SaveOutcome.Conflict) editor.outcomeProperty().get()).conflict());
        tasks.runAll();
        assertThat(editor.dirtyProperty().get()).isTrue();
        editor.save();
        tasks.runAll();

        JobSpec saved = seeded.database().jobs().find(job.id()).orElseThrow().spec();
        assertThat(saved.group()).isEqualTo("bens group");
        assertThat(saved.description()).isEqualTo("annas words");
        assertThat(saved.trigger()).isEqualTo(new Trigger.Cron("0 0 3 * * ?", SHANGHAI));
    }

    @Test
    void takingTheirsLeavesNothingOfMine() {
        Job job = seeded.job("settle-eod");
        JobEditorViewModel editor = staleEditor(job);

        editor.takeTheirs(((SaveOutcome.Conflict) editor.outcomeProperty().get()).conflict());
        tasks.runAll();

        assertThat(editor.dirtyProperty().get()).isFalse();
        assertThat(editor.form().description.get()).isEmpty();
        assertThat(editor.form().group.get()).isEqualTo("bens group");
    }

    @Test
    void aJobDeletedMeanwhileCanBeSavedAnew() {
        Job job = seeded.job("settle-eod");
        JobEditorViewModel editor = edit(job);
        editor.form().description.set("kept");
        tasks.runAll();
        seeded.database().jobs().delete(job.id(), 1, Seeded.BEN, null);

        editor.save();
        tasks.runAll();
        assertThat(editor.outcomeProperty().get()).isEqualTo(new SaveOutcome.Gone());
        editor.save();
        tasks.runAll();

        assertThat(editor.outcomeProperty().get()).isInstanceOf(SaveOutcome.Saved.class);
        assertThat(seeded.database().jobs().list(Seeded.INSTANCE)).hasSize(1);
    }

    @Test
    void aDatabaseThatIsAwayLosesNothingTyped() {
        JobEditorViewModel editor = create();
        fill(editor.form());
        tasks.runAll();
        seeded.close();

        editor.save();
        tasks.runAll();

        assertThat(editor.outcomeProperty().get()).isInstanceOf(SaveOutcome.Failed.class);
        assertThat(editor.form().name.get()).isEqualTo("settle-eod");
        assertThat(editor.savingProperty().get()).isFalse();
    }

    @Test
    void aHandlerNobodyOffersOrOfAnotherKindIsAWarningNotAnError() {
        seeded.client("settle-app", "settleHandler", "SIMPLE");
        seeded.client("settle-app", "splitHandler", "CLUSTER_SPLIT");
        JobEditorViewModel editor = create();
        fill(editor.form());
        tasks.runAll();
        HandlerOffers offers = editor.offers();
        assertThat(offers.warning("settle-app", "settleHandler", HandlerKind.SIMPLE))
                .isNull();

        assertThat(offers.warning("settle-app", "splitHandler", HandlerKind.SIMPLE))
                .isEqualTo(new HandlerOffers.Warning.WrongKind(1, HandlerKind.CLUSTER_SPLIT, HandlerKind.SIMPLE));
        assertThat(offers.warning("settle-app", "otherHandler", HandlerKind.SIMPLE))
                .isEqualTo(new HandlerOffers.Warning.Unknown("settle-app", List.of("settleHandler")));
        assertThat(offers.warning("other-app", "otherHandler", HandlerKind.SIMPLE))
                .isEqualTo(new HandlerOffers.Warning.NoClient("other-app"));
        editor.form().target.set("splitHandler");
        assertThat(rules(editor)).isEmpty();
    }

    @Test
    void aCopyIsANewJobThatIsSwitchedOff() {
        Job job = seeded.job("settle-eod");
        JobEditorViewModel editor =
                JobEditorViewModel.duplicate(texts, tasks.tasks(), clock, seeded.workspace(), SHANGHAI, job);
        tasks.runAll();

        editor.save();
        tasks.runAll();

        assertThat(seeded.database().jobs().list(Seeded.INSTANCE))
                .extracting(each -> each.job().spec().name() + " " + each.job().enabled())
                .containsExactly("settle-eod true", "settle-eod copy false");
    }

    private JobConflict conflict() {
        JobEditorViewModel editor = staleEditor(seeded.job("settle-eod"));
        return ((SaveOutcome.Conflict) editor.outcomeProperty().get()).conflict();
    }

    /// Anna changed description and cron; Ben saved another group and another cron before her.
    private JobEditorViewModel staleEditor(Job job) {
        JobEditorViewModel editor = edit(job);
        JobForm bens = new JobForm(Seeded.INSTANCE, SHANGHAI);
        bens.show(job.spec(), true);
        bens.group.set("bens group");
        bens.cron.set("0 0 4 * * ?");
        seeded.bensSave(job, JobFormReading.of(bens).spec());
        editor.form().description.set("annas words");
        editor.form().cron.set("0 0 3 * * ?");
        tasks.runAll();
        editor.save();
        tasks.runAll();
        return editor;
    }

    private List<String> rulesOfCron(String expression) {
        JobEditorViewModel editor = create();
        fill(editor.form());
        editor.form().cron.set(expression);
        tasks.runAll();
        return rules(editor);
    }

    private static List<String> rules(JobEditorViewModel editor) {
        return editor.violationsProperty().get().stream()
                .map(each -> each.field() + ":" + each.rule())
                .toList();
    }

    private static void fill(JobForm form) {
        form.name.set("settle-eod");
        form.application.set("settle-app");
        form.target.set("settleHandler");
        form.cron.set("0 0 2 * * ?");
    }

    private JobEditorViewModel create() {
        return JobEditorViewModel.create(texts, tasks.tasks(), clock, seeded.workspace(), SHANGHAI);
    }

    private JobEditorViewModel edit(Job job) {
        return JobEditorViewModel.edit(texts, tasks.tasks(), clock, seeded.workspace(), SHANGHAI, job);
    }

    private io.quartermaster.app.platform.Times timesOf() {
        return new io.quartermaster.app.platform.Times(
                texts, new io.quartermaster.app.platform.Ticker(clock), SHANGHAI);
    }

    private static Calendar calendar(String days) {
        return new Calendar(
                Seeded.INSTANCE, "CN", "", Set.of(), CalendarDays.read(days).spans());
    }

    private static JobSpec everything() {
        return new JobSpec(
                Seeded.INSTANCE,
                "settle-eod",
                "eod",
                "settles the day 结算",
                JobType.SIMPLE,
                "settle-app",
                "settleHandler",
                new Trigger.Cron("0 0 2 * * ?", SHANGHAI),
                new Window(Instant.parse("2026-01-01T00:00:00.001Z"), Instant.parse("2036-01-01T00:00:00Z")),
                new ZoneScope.Named(List.of("CellA", "CellB")),
                new Policies(
                        Policies.Missed.IGNORE,
                        Duration.ofMillis(90_001),
                        Policies.OnTimeout.RETRY,
                        3,
                        Duration.ofSeconds(7),
                        true,
                        Policies.Communication.ONEWAY,
                        Policies.Routing.LEAST_ACTIVE),
                List.of(new Param("day", Param.Type.STRING, "今天"), new Param("l", Param.Type.LIST, "a\nb")),
                null,
                90);
    }
}
