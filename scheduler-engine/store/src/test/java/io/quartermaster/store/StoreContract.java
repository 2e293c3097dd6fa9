package io.quartermaster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.Calendar;
import io.quartermaster.model.CalendarDays;
import io.quartermaster.model.Command;
import io.quartermaster.model.Flaw;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.Slots;
import io.quartermaster.model.StoredCalendar;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.Window;
import io.quartermaster.model.ZoneScope;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every database must do; run on each by a subclass.
abstract class StoreContract {
    static final InstanceId INSTANCE = new InstanceId("000001");
    static final Actor ANNA = new Actor("anna", "ws-1");
    static final Actor BEN = new Actor("ben", "ws-2");

    Database database = open();

    abstract Database open();

    @BeforeEach
    void migrate() {
        database.schema().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void migratingTwiceChangesNothing() {
        database.schema().migrate();

        assertThat(database.schema().inspect()).isEqualTo(new Schema.State.Current());
    }

    @Test
    void theClockIsTheDatabasesAndInUtc() {
        assertThat(Duration.between(database.now(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aJobComesBackAsItWasSaved() {
        JobSpec spec = everything("settle-eod");

        Job saved = saved(database.jobs().create(spec, true, ANNA));

        assertThat(saved.spec()).isEqualTo(spec);
        assertThat(saved.enabled()).isTrue();
        assertThat(saved.version()).isEqualTo(1);
        assertThat(saved.updatedBy()).isEqualTo("anna");
        assertThat(database.jobs().find(saved.id())).contains(saved);
    }

    @Test
    void manyJobsAreCreatedAtOnceAndEachIsAudited() {
        List<JobSpec> specs = List.of(everything("settle-eod"), everything("settle-bod"));

        database.jobs().createAll(specs, true, ANNA);

        assertThat(database.jobs().list(INSTANCE))
                .extracting(listing -> listing.job().spec())
                .containsExactlyInAnyOrderElementsOf(specs);
        assertThat(database.audit().page(INSTANCE, null, 10))
                .extracting(entry -> entry.action() + " " + entry.objectName())
                .containsExactlyInAnyOrder("job.create settle-eod", "job.create settle-bod");
    }

    @Test
    void ofManyJobsNoneIsCreatedWhenANameIsTaken() {
        saved(database.jobs().create(everything("settle-eod"), true, ANNA));

        assertThatThrownBy(() -> database.jobs()
                        .createAll(List.of(everything("settle-bod"), everything("settle-eod")), true, ANNA))
                .isInstanceOf(StoreException.class);

        assertThat(database.jobs().list(INSTANCE)).hasSize(1);
    }

    @Test
    void everyKindOfTriggerComesBackToTheMillisecond() {
        List<Trigger> triggers = List.of(
                new Trigger.OneTime(Instant.parse("2026-11-21T02:03:04.567Z"), ZoneId.of("Asia/Shanghai")),
                new Trigger.FixedRate(
                        Instant.parse("2026-11-21T02:03:04.001Z"), Duration.ofMillis(1500), ZoneId.of("UTC")),
                new Trigger.Event());

        for (Trigger trigger : triggers) {
            JobSpec spec = everything("t" + triggers.indexOf(trigger)).withTrigger(trigger);
            assertThat(saved(database.jobs().create(spec, false, ANNA)).spec().trigger())
                    .isEqualTo(trigger);
        }
    }

    @Test
    void aNameIsTakenOnceInAnInstance() {
        database.jobs().create(everything("a"), true, ANNA);

        assertThat(database.jobs().create(everything("a"), true, BEN)).isEqualTo(new SaveResult.NameTaken("a"));
        Job other = saved(database.jobs().create(everything("b"), true, ANNA));
        assertThat(database.jobs().update(other.id(), 1, everything("a"), true, ANNA))
                .isEqualTo(new SaveResult.NameTaken("a"));
    }

    @Test
    void aSaveOverANewerSaveIsRefusedAndShowsIt() {
        Job first = saved(database.jobs().create(everything("a"), true, ANNA));
        Job bens = saved(database.jobs().update(first.id(), 1, first.spec().withName("bens"), true, BEN));

        SaveResult annas = database.jobs().update(first.id(), 1, first.spec().withName("annas"), true, ANNA);

        assertThat(annas).isEqualTo(new SaveResult.Stale(bens));
        assertThat(database.jobs().find(first.id())).contains(bens);
    }

    @Test
    void ofTenSavesAtOnceOneWins() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));

        List<SaveResult> results = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> database.jobs().update(job.id(), 1, job.spec().withName("name " + i), true, ANNA)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(SaveResult.Stale.class::isInstance).hasSize(9);
    }

    @Test
    void aDeletedJobIsGoneForWhoeverStillEditsIt() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));

        assertThat(database.jobs().delete(job.id(), 1, ANNA, "not needed")).isEqualTo(new SaveResult.Deleted());

        assertThat(database.jobs().update(job.id(), 1, job.spec(), true, BEN)).isEqualTo(new SaveResult.Gone());
        assertThat(database.jobs().delete(job.id(), 1, BEN, null)).isEqualTo(new SaveResult.Gone());
        assertThat(database.jobs().setEnabled(job.id(), 1, false, BEN)).isEqualTo(new SaveResult.Gone());
    }

    @Test
    void everyChangeOfAJobIsInTheAuditWithBothSides() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));
        database.jobs().setEnabled(job.id(), 1, false, BEN);
        database.jobs().delete(job.id(), 2, ANNA, "not needed");

        List<AuditEntry> entries = database.audit().page(INSTANCE, null, 10);

        assertThat(entries).extracting(AuditEntry::action).containsExactly("job.delete", "job.disable", "job.create");
        assertThat(entries).extracting(AuditEntry::actor).containsExactly(ANNA, BEN, ANNA);
        AuditEntry disabled = entries.get(1);
        assertThat(disabled.before()).contains("\"enabled\":\"true\"");
        assertThat(disabled.after()).contains("\"enabled\":\"false\"");
        assertThat(entries.get(0).reason()).isEqualTo("not needed");
        assertThat(entries.get(0).after()).isNull();
        assertThat(database.audit().page(INSTANCE, entries.get(1), 10)).containsExactly(entries.get(2));
    }

    @Test
    void theAuditIsSearchedInWhoActionObjectAndReasonAndByActionsNamedOtherwise() {
        Job job = saved(database.jobs().create(everything("100%_done"), true, ANNA));
        database.jobs().setEnabled(job.id(), 1, false, BEN);
        database.jobs().delete(job.id(), 2, ANNA, "Ticket 7");
        database.config().setZoneSwitch(INSTANCE, null, "{\"CellA\":\"CellB\"}", BEN, null);

        assertThat(found("BEN", Set.of())).containsExactly("zone.switch", "job.disable");
        assertThat(found("0%_D", Set.of())).containsExactly("job.delete", "job.disable", "job.create");
        assertThat(found("ticket 7", Set.of())).containsExactly("job.delete");
        assertThat(found("切换", Set.of("zone.switch"))).containsExactly("zone.switch");
        assertThat(found("切换", Set.of())).isEmpty();
        assertThat(found(" ", Set.of())).hasSize(4);
    }

    private List<String> found(String text, Set<String> actions) {
        return database.audit().search(INSTANCE, text, actions, null, 10).stream()
                .map(AuditEntry::action)
                .toList();
    }

    @Test
    void aRefusedChangeLeavesNoTraceInTheAudit() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));

        database.jobs().update(job.id(), 7, job.spec(), true, BEN);

        assertThat(database.audit().page(INSTANCE, null, 10)).hasSize(1);
    }

    @Test
    void aCalendarComesBackAsItWasSavedAndItsJobsAreMarkedForPlanning() {
        Calendar calendar = calendar("CN", "2026-10-01..2026-10-07 国庆\n+ 2026-10-10 调休");
        StoredCalendar stored = saved(database.calendars().create(calendar, ANNA));
        Job job = saved(database.jobs().create(everything("eod").withCalendar("CN"), true, ANNA));
        Job other = saved(database.jobs().create(everything("other"), true, ANNA));

        assertThat(stored.calendar()).isEqualTo(calendar);
        assertThat(job.spec().calendar()).isEqualTo("CN");
        StoredCalendar changed =
                saved(database.calendars().update(stored.version(), calendar("CN", "2026-10-01"), BEN));

        assertThat(changed.version()).isEqualTo(2);
        assertThat(database.jobs().find(job.id()).orElseThrow())
                .satisfies(after -> assertThat(after.version()).isEqualTo(job.version() + 1))
                .satisfies(after -> assertThat(after.updatedAt()).isEqualTo(changed.updatedAt()));
        assertThat(database.jobs().find(other.id())).contains(other);
        assertThat(database.calendars().list(INSTANCE)).containsExactly(changed);
        assertThat(database.audit().page(INSTANCE, null, 1).getFirst())
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("calendar.update"))
                .satisfies(entry -> assertThat(entry.before()).contains("2026-10-07 国庆"))
                .satisfies(entry -> assertThat(entry.after()).doesNotContain("2026-10-07"));
    }

    @Test
    void aCalendarThatJobsUseIsNotDeletedAndTheyAreNamed() {
        StoredCalendar used = saved(database.calendars().create(calendar("CN", ""), ANNA));
        Job job = saved(database.jobs().create(everything("eod").withCalendar("CN"), true, ANNA));

        assertThat(database.calendars().delete(INSTANCE, "CN", used.version(), BEN))
                .isEqualTo(new CalendarRepository.Outcome.InUse(1, List.of("eod")));
        saved(database.jobs().update(job.id(), job.version(), everything("eod"), true, ANNA));
        assertThat(database.calendars().delete(INSTANCE, "CN", used.version(), BEN))
                .isEqualTo(new CalendarRepository.Outcome.Deleted());
        assertThat(database.calendars().delete(INSTANCE, "CN", used.version(), BEN))
                .isEqualTo(new CalendarRepository.Outcome.Gone());
    }

    @Test
    void aSaveOfACalendarOverANewerOneIsRefusedAndANameIsTakenOnce() {
        StoredCalendar first = saved(database.calendars().create(calendar("CN", ""), ANNA));
        StoredCalendar second = saved(database.calendars().update(1, calendar("CN", "2026-01-01"), BEN));

        assertThat(database.calendars().update(first.version(), calendar("CN", ""), ANNA))
                .isEqualTo(new CalendarRepository.Outcome.Stale(second));
        assertThat(database.calendars().create(calendar("CN", ""), ANNA))
                .isEqualTo(new CalendarRepository.Outcome.NameTaken("CN"));
    }

    @Test
    void aCalendarSpoiledByHandIsShownWithWhatIsWrongAndHidesNoOther() {
        saved(database.calendars().create(calendar("CN", "2026-10-01 国庆"), ANNA));
        StoredCalendar other = saved(database.calendars().create(calendar("US", "2026-07-04"), ANNA));
        String days = "2026-10-01 国庆\nthe day after\n2026-02-30";
        database.run(handle ->
                handle.execute("update calendar set days = ?, weekly_off = 'SUNDAY,FREEDAY' where name = 'CN'", days));

        List<StoredCalendar> listed = database.calendars().list(INSTANCE);

        assertThat(listed).hasSize(2).last().isEqualTo(other);
        StoredCalendar spoiled = listed.getFirst();
        assertThat(spoiled.sound()).isFalse();
        assertThat(spoiled.flaws())
                .containsExactly(
                        new Flaw("weeklyOff", "SUNDAY,FREEDAY", "no weekday: FREEDAY"),
                        new Flaw("days", days, "line 2, 3"));
        assertThat(spoiled.calendar().weeklyOff()).containsExactly(DayOfWeek.SUNDAY);
        assertThat(spoiled.calendar().spans()).hasSize(1);
        assertThat(database.calendars().find(INSTANCE, "CN")).contains(spoiled);

        StoredCalendar mended =
                saved(database.calendars().update(spoiled.version(), calendar("CN", "2026-10-01"), BEN));
        assertThat(mended.sound()).isTrue();
        AuditEntry entry = database.audit().page(INSTANCE, null, 1).getFirst();
        assertThat(entry.before()).contains("the day after").contains("FREEDAY");
        assertThat(entry.after()).doesNotContain("FREEDAY");
    }

    @Test
    void aJobThatNamesACalendarThereIsNotIsRefused() {
        assertThat(database.jobs().create(everything("eod").withCalendar("none"), true, ANNA))
                .isEqualTo(new SaveResult.NoCalendar("none"));
        Job job = saved(database.jobs().create(everything("eod"), true, ANNA));
        assertThat(database.jobs().update(job.id(), 1, everything("eod").withCalendar("none"), true, ANNA))
                .isEqualTo(new SaveResult.NoCalendar("none"));
    }

    @Test
    void aListShowsJobsByNameAndOthersInstancesNot() {
        saved(database.jobs().create(everything("b"), true, ANNA));
        saved(database.jobs().create(everything("a"), false, ANNA));

        assertThat(database.jobs().list(INSTANCE))
                .extracting(row -> row.job().spec().name())
                .containsExactly("a", "b");
        assertThat(database.jobs().list(INSTANCE)).allSatisfy(row -> {
            assertThat(row.scheduled()).isFalse();
            assertThat(row.nextDue()).isNull();
            assertThat(row.clientsOnline()).isZero();
        });
        assertThat(database.jobs().list(new InstanceId("other"))).isEmpty();
        assertThat(database.jobs().instances()).containsExactly(INSTANCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            params        | {day: today          | params
            params        | null                 | params
            params        | [null]               | params
            params        | [{"name":"day"}]     | params
            params        | [{"type":"DATE"}]    | params
            job_type      | STREAM               | type
            trigger_kind  | HOURLY               | trigger
            cron          | @null                | trigger
            time_zone     | Mars/Olympus         | timeZone
            time_zone     | @null                | timeZone
            missed        | RUN                  | missed
            on_timeout    | STOP                 | onTimeout
            communication | PHONE                | communication
            routing       | nearest              | routing
            retries       | 101                  | retries
            timeout_ms    | -1                   | timeout
            back_off_ms   | 9223372036854775807  | backOff
            expires_at    | 9223372036854775807  | expires
            expires_at    | 0                    | expires
            """)
    void aColumnWrittenWrongByHandIsAFlawOfItsJobAndNobodyElses(String column, String value, String field) {
        saved(database.jobs().create(everything("a"), true, ANNA));
        Job broken = saved(database.jobs().create(everything("b"), true, ANNA));
        Job other = saved(database.jobs().create(everything("c"), true, ANNA));
        String stored = value.equals("@null") ? null : value;
        database.run(handle -> handle.execute(
                "update job set " + column + " = ? where id = ?",
                stored,
                broken.id().value()));

        List<Job> listed =
                database.jobs().list(INSTANCE).stream().map(JobListing::job).toList();

        assertThat(listed).extracting(job -> job.spec().name()).containsExactly("a", "b", "c");
        assertThat(listed).extracting(Job::sound).containsExactly(true, false, true);
        assertThat(listed.get(1).flaws()).extracting(Flaw::field).contains(field);
        assertThat(database.jobs().find(broken.id())).contains(listed.get(1));
        assertThat(database.jobs().find(other.id())).contains(other);
    }

    @Test
    void whatCannotBeReadOfAJobOutlivesEnablingAndStandsInTheAudit() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));
        database.run(handle -> handle.execute("update job set params = '{day: today', missed = 'RUN'"));

        Job disabled = saved(database.jobs().setEnabled(job.id(), 1, false, BEN));

        assertThat(disabled.enabled()).isFalse();
        assertThat(disabled.flaws())
                .extracting(Flaw::field, Flaw::stored)
                .containsExactly(tuple("missed", "RUN"), tuple("params", "{day: today"));
        assertThat(database.jobs().update(job.id(), 2, everything("a"), true, ANNA))
                .isInstanceOf(SaveResult.Saved.class);
        AuditEntry mended = database.audit().page(INSTANCE, null, 1).getFirst();
        assertThat(mended.before()).contains("\"missed\":\"RUN\"").contains("{day: today");
        assertThat(mended.after()).doesNotContain("{day: today");
        assertThat(database.jobs().list(INSTANCE))
                .allSatisfy(row -> assertThat(row.job().sound()).isTrue());
    }

    @Test
    void aJobThatCannotBeReadCanBeDeleted() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));
        database.run(handle -> handle.execute("update job set trigger_kind = 'HOURLY'"));

        assertThat(database.jobs().delete(job.id(), 1, ANNA, null)).isEqualTo(new SaveResult.Deleted());
        assertThat(database.jobs().list(INSTANCE)).isEmpty();
    }

    @Test
    void aRecordWithWordsNobodyKnowsIsShownAndHidesNoOther() {
        List<String> words = List.of("SUCCEED", "LOST", "PLANNED");
        for (String status : words) {
            database.run(handle -> handle.execute(
                    """
                    insert into trigger_record (instance_id, job_id, job_name, job_version, trace_id, reason, status,
                      attempt, due_at, owner_epoch, slot, planned_at)
                      values ('000001', ?, 'a', 1, 'a b', 'WHIM', ?, 1, 1, 1, 0, 1)""",
                    words.indexOf(status) + 1,
                    status));
        }

        assertThat(database.records().page(INSTANCE, RecordRepository.Filter.ALL, null, 10))
                .extracting(TriggerRecord::status, TriggerRecord::reason)
                .containsExactly(
                        tuple(RunStatus.UNKNOWN, TriggerReason.UNKNOWN),
                        tuple(RunStatus.SUCCEED, TriggerReason.UNKNOWN));
        assertThat(page(Set.of(RunStatus.SUCCEED))).containsExactly(RunStatus.SUCCEED);
        assertThat(page(EnumSet.allOf(RunStatus.class))).hasSize(3);
    }

    private List<RunStatus> page(Set<RunStatus> statuses) {
        RecordRepository.Filter filter = new RecordRepository.Filter(null, statuses, "");
        return database.records().page(INSTANCE, filter, null, 10).stream()
                .map(TriggerRecord::status)
                .toList();
    }

    @Test
    void theSeedsTwoStatementsRunAsTheyStand() {
        database.run(
                handle -> handle.execute(
                        """
                insert into antscheduler.config(instance_id, config_key, config_value,gmt_modify) values ('XXX', 'switchZone','{"CellA":"CellB"}',now());"""));

        assertThat(database.config().zoneSwitches()).isEqualTo(Map.of(new InstanceId("XXX"), "{\"CellA\":\"CellB\"}"));

        database.run(handle -> handle.execute(
                "delete from antscheduler.config where instance_id = 'XXX' and config_key = 'switchZone';"));
        assertThat(database.config().zoneSwitches()).isEmpty();
    }

    @Test
    void aRowWrittenByHandIsShownAsItIsWithTheTimeItWasWritten() {
        database.run(
                handle -> handle.execute(
                        """
                insert into antscheduler.config(instance_id, config_key, config_value,gmt_modify)
                values ('settle 结算', 'switchZone','("CellA":"CellB")',now())"""));

        List<ConfigRepository.SwitchRow> rows = database.config().switchRows();

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().instance()).isEqualTo("settle 结算");
        assertThat(rows.getFirst().value()).isEqualTo("(\"CellA\":\"CellB\")");
        assertThat(Duration.between(rows.getFirst().modified(), database.now()).abs())
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void connectedClientsAreCountedByZoneAndApplication() {
        database.run(
                handle -> handle.execute(
                        """
                insert into client_session (session_id, server_id, instance_id, application, address, zone, host,
                  process_id, connected_at, disconnected_at) values
                ('1', 's', '000001', 'settle', 'a:1', 'CellA', 'h', 1, 1, null),
                ('2', 's', '000001', 'settle', 'a:2', 'CellA', 'h', 2, 1, null),
                ('3', 's', '000001', 'settle', 'a:3', 'CellB', 'h', 3, 1, 2),
                ('4', 's', '000002', 'settle', 'a:4', 'CellB', 'h', 4, 1, null)"""));

        assertThat(database.cluster().clientsByZone(INSTANCE))
                .containsExactly(new ClusterRepository.ClientsInZone("CellA", "settle", 2));
    }

    @Test
    void whoLeadsAndWhoDrainsIsTold() {
        database.run(
                handle -> handle.execute("insert into leadership (cluster, server_id, epoch, lease_until_at) values"
                        + " ('main', 's1', 3, 1000), ('main/CellB', 's2', 1, 2000)"));
        database.run(handle -> handle.execute("insert into server_drain (server_id, asked_by, asked_at, reason,"
                + " drained_at) values ('s2', 'anna', 1, 'patch day', 5)"));

        assertThat(database.cluster().leads())
                .containsExactly(
                        new ClusterRepository.Lead("main", "s1", Instant.ofEpochMilli(1_000)),
                        new ClusterRepository.Lead("main/CellB", "s2", Instant.ofEpochMilli(2_000)));
        assertThat(database.cluster().leads())
                .extracting(ClusterRepository.Lead::zone)
                .containsExactly(Optional.empty(), Optional.of("CellB"));
        assertThat(database.cluster().drains())
                .containsExactly(new ClusterRepository.Drain(
                        "s2", "anna", Instant.ofEpochMilli(1), "patch day", Instant.ofEpochMilli(5)));
    }

    @Test
    void aServerIsAskedOnceForEachKeyAndTheLatestWishOfEachIsTold() {
        ServerCommandRepository commands = database.serverCommands();
        ServerCommand first = commands.ask("s1", ServerCommand.Kind.DRAIN, "key-1", INSTANCE, ANNA, "patch day");

        assertThat(commands.ask("s1", ServerCommand.Kind.DRAIN, "key-1", INSTANCE, BEN, "again"))
                .isEqualTo(first);
        assertThat(first.state()).isEqualTo(Command.State.NEW);
        assertThat(first.actor()).isEqualTo(ANNA);
        assertThat(first.reason()).isEqualTo("patch day");
        ServerCommand second = commands.ask("s1", ServerCommand.Kind.STOP_DRAINING, "key-2", INSTANCE, BEN, null);
        ServerCommand other = commands.ask("s2", ServerCommand.Kind.DRAIN, "key-3", INSTANCE, BEN, null);
        database.run(handle -> handle.execute("insert into server_command (server_id, instance_id, kind,"
                + " idempotency_key, asked_by, asked_from, requested_at, state)"
                + " values ('s2', '000001', 'FROM_THE_FUTURE', 'key-4', 'anna', 'ws', 1, 'NEW')"));
        assertThat(commands.latest()).containsExactly(second, other);
        assertThat(commands.find(first.id())).contains(first);
        // asking changes nothing yet; what the server makes of it is audited
        assertThat(database.audit().page(INSTANCE, null, 10)).isEmpty();
    }

    @Test
    void aListNamesTheLivingServerThatFiresAJob() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));
        assertThat(database.jobs().list(INSTANCE).getFirst().owner()).isNull();
        database.run(handle -> {
            handle.execute(
                    "insert into job_schedule (job_id, job_version, slot, load_per_hour, owner_epoch) values (?, 1, ?, 1, 7)",
                    job.id().value(),
                    Slots.of(job.id()));
            handle.execute(
                    "insert into slot (slot, home, owner_epoch, revision) values (?, '', 7, 1)", Slots.of(job.id()));
            handle.execute("insert into server (server_id, epoch, host, zone, link_address, log_directory, version,"
                    + " started_at, beat_at, lease_until_at, clock_offset_ms, running, fired)"
                    + " values ('s1', 7, 'h', 'CellA', 'a:1', '/l', '1', 1, 1, 9000000000000, 0, 0, 0)");
        });

        assertThat(database.jobs().list(INSTANCE).getFirst().owner()).isEqualTo("s1");
        assertThat(database.cluster().owner(job.id())).contains("s1");

        database.run(handle -> handle.execute("update server set lease_until_at = 1"));
        assertThat(database.jobs().list(INSTANCE).getFirst().owner()).isNull();
        assertThat(database.cluster().owner(job.id())).isEmpty();
    }

    @Test
    void aRecordIsFoundByItsNumberAndByItsTrace() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));
        for (int i = 1; i <= 3; i++) {
            database.run(handle -> handle.execute(
                    "insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id, reason,"
                            + " status, attempt, planned_at, due_at, owner_epoch)"
                            + " values ('000001', ?, 1, 'a', 1, concat('0a1b2c3d0000000', ?), 'TIMING', 'SUCCEED', 1, 1, ?, 1)",
                    job.id().value(),
                    database.records()
                            .page(INSTANCE, RecordRepository.Filter.ALL, null, 10)
                            .size(),
                    database.records()
                            .page(INSTANCE, RecordRepository.Filter.ALL, null, 10)
                            .size()));
        }
        TriggerRecord second = database.records()
                .page(INSTANCE, RecordRepository.Filter.ALL, null, 10)
                .get(1);

        for (String text : List.of(
                "#" + second.id(), " " + second.id() + " ", second.trace().value())) {
            assertThat(database.records().page(INSTANCE, new RecordRepository.Filter(null, Set.of(), text), null, 10))
                    .containsExactly(second);
        }
    }

    @Test
    void aZoneSwitchIsWrittenOverWhatWasSeenAndUndone() {
        ConfigRepository config = database.config();
        String moved = "{\"CellA\":\"CellB\"}";

        assertThat(config.setZoneSwitch(INSTANCE, null, moved, ANNA, "CellA is dark"))
                .isEqualTo(new ConfigRepository.Change.Done(moved, null));
        assertThat(config.setZoneSwitch(INSTANCE, null, "{}", BEN, null))
                .isEqualTo(new ConfigRepository.Change.Stale(moved));
        assertThat(config.zoneSwitch(INSTANCE)).contains(moved);
        assertThat(config.setZoneSwitch(INSTANCE, moved, null, ANNA, null))
                .isEqualTo(new ConfigRepository.Change.Done(null, moved));

        assertThat(config.zoneSwitch(INSTANCE)).isEmpty();
        assertThat(database.audit().page(INSTANCE, null, 10))
                .extracting(AuditEntry::action)
                .containsExactly("zone.restore", "zone.switch");
    }

    @Test
    void aCommandWithAKnownKeyAsksNothingNew() {
        Job job = saved(database.jobs().create(everything("a"), true, ANNA));

        Command first = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "key-1", ANNA);
        Command again = database.commands().ask(job, Command.Kind.TRIGGER_NOW, "key-1", ANNA);

        assertThat(again).isEqualTo(first);
        assertThat(database.commands().find(first.id())).contains(first);
        assertThat(first.state()).isEqualTo(Command.State.NEW);
    }

    @Test
    void anAccessKeyIsFoundAndItsSecretDoesNotShow() {
        AccessKeyRepository.Key key = new AccessKeyRepository.Key("ak", "s3cret", INSTANCE);
        database.accessKeys().add(key);

        assertThat(database.accessKeys().find("ak")).isEqualTo(Optional.of(key));
        assertThat(database.accessKeys().find("AK")).isEmpty();
        assertThat(key.toString()).doesNotContain("s3cret");
    }

    @Test
    void aDisabledAccessKeyIsNotFoundAndTheOthersAre() {
        AccessKeyRepository.Key old = new AccessKeyRepository.Key("ak", "s3cret", INSTANCE);
        AccessKeyRepository.Key next = new AccessKeyRepository.Key("bk", "other", INSTANCE);
        database.accessKeys().add(old);
        database.accessKeys().add(next);

        assertThat(database.accessKeys().disable("ak")).isTrue();
        assertThat(database.accessKeys().find("ak")).isEmpty();
        assertThat(database.accessKeys().list()).containsExactly(next);
        assertThat(database.accessKeys().disable("ak")).isFalse();
        assertThat(database.accessKeys().disable("ck")).isFalse();
    }

    @Test
    void emptyTablesReadAsEmpty() {
        assertThat(database.records().page(INSTANCE, RecordRepository.Filter.ALL, null, 10))
                .isEmpty();
        assertThat(database.cluster().servers()).isEmpty();
        assertThat(database.cluster().handlers(INSTANCE, null)).isEmpty();
        assertThat(database.config().knownZones(INSTANCE)).isEmpty();
    }

    static Job saved(SaveResult result) {
        return ((SaveResult.Saved) result).job();
    }

    private static StoredCalendar saved(CalendarRepository.Outcome outcome) {
        return ((CalendarRepository.Outcome.Saved) outcome).calendar();
    }

    private static Calendar calendar(String name, String days) {
        return new Calendar(
                INSTANCE,
                name,
                "public holidays",
                EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                CalendarDays.read(days).spans());
    }

    static JobSpec everything(String name) {
        return new JobSpec(
                INSTANCE,
                name,
                "eod",
                "settles the day, \"all\" of it 结算",
                JobType.SIMPLE,
                "settle-app",
                "settleHandler",
                new Trigger.Cron("0 0 2 * * ?", ZoneId.of("Asia/Shanghai")),
                new Window(Instant.parse("2026-01-01T00:00:00.001Z"), Instant.parse("2036-01-01T00:00:00.999Z")),
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
                List.of(new Param("day", Param.Type.STRING, "今天"), new Param("shards", Param.Type.INT, "4")),
                null,
                400);
    }
}
