package io.quartermaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Window;
import io.quartermaster.model.ZoneScope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
                List.of(new Param("day", Param.Type.STRING, "今天"), new Param("shards", Param.Type.INT, "4")));
    }
}
