package io.quartermaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.TriggerRecord;
import io.quartermaster.testing.MariaDb;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MariaDbStoreTest extends StoreContract {
    /// The seed's statements name the schema, so it must be this one; every test starts from an empty one.
    @Override
    Database open() {
        MariaDb server = MariaDb.shared();
        server.execute("drop schema if exists antscheduler", "create schema antscheduler");
        return Database.open(settings(server, "antscheduler", "root", ""), 4);
    }

    @Test
    void theProbeSaysWhatIsWrong() {
        MariaDb server = MariaDb.shared();
        server.execute(
                "drop schema if exists not_ours",
                "create schema not_ours",
                "create table not_ours.t (id int)",
                "create user if not exists 'clerk'@'%' identified by 'right'");

        assertThat(probe(settings(server, "antscheduler", "root", "")))
                .isInstanceOfSatisfying(DatabaseProbe.Finding.Answers.class, found -> assertThat(found.state())
                        .isEqualTo(new Schema.State.Current()));
        assertThat(probe(settings(server, "not_ours", "root", "")))
                .isInstanceOfSatisfying(DatabaseProbe.Finding.Answers.class, found -> assertThat(found.state())
                        .isEqualTo(new Schema.State.NotOurs()));
        assertThat(probe(settings(server, "nowhere", "root", "")))
                .isEqualTo(new DatabaseProbe.Finding.NoSuchSchema("nowhere"));
        assertThat(probe(settings(server, "antscheduler", "clerk", "wrong")))
                .isInstanceOf(DatabaseProbe.Finding.AccessDenied.class);
        assertThat(probe(settings(server, "antscheduler", "clerk", "right")))
                .isInstanceOf(DatabaseProbe.Finding.AccessDenied.class);
        assertThat(probe(new DatabaseSettings.MySql("127.0.0.1", 1, "s", "u", "p", DatabaseSettings.Tls.DISABLED)))
                .isInstanceOf(DatabaseProbe.Finding.Refused.class);
        assertThat(probe(new DatabaseSettings.MySql(
                        "no.such.host.invalid", 3306, "s", "u", "p", DatabaseSettings.Tls.DISABLED)))
                .isInstanceOf(DatabaseProbe.Finding.Refused.class);
        assertThat(probe(new DatabaseSettings.MySql(
                        "127.0.0.1", server.port(), "antscheduler", "root", "", DatabaseSettings.Tls.VERIFY_CA)))
                .isInstanceOf(DatabaseProbe.Finding.TlsProblem.class);
    }

    @Test
    void aPageFarBackInTheHistoryIsReadFromWhereItBegins() {
        MariaDb server = MariaDb.shared();
        server.execute("drop schema if exists history", "create schema history");
        try (Database history = Database.open(settings(server, "history", "root", ""), 1)) {
            history.schema().migrate();
            history.run(
                    handle -> handle.execute(
                            """
                    insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id, reason,
                      status, attempt, planned_at, due_at, owner_epoch)
                    select '000001', 1 + seq % 50, 1, 'old', 1, concat('old-', seq), 'TIMING', 'SUCCEED', 1, seq, seq, 0
                    from seq_1_to_20000"""));
            history.run(handle -> handle.execute("analyze table trigger_record"));
            TriggerRecord last = history.records()
                    .page(INSTANCE, new RecordRepository.Filter(null, Set.of(), "old-5000"), null, 1)
                    .getFirst();
            long before = rowsRead(history);

            List<TriggerRecord> page = history.records().page(INSTANCE, RecordRepository.Filter.ALL, last, 100);

            assertThat(page).hasSize(100);
            assertThat(page.getFirst().due().toEpochMilli()).isEqualTo(4_999);
            assertThat(rowsRead(history) - before).isLessThan(1_000);
        }
    }

    /// By the one connection there is.
    private static long rowsRead(Database database) {
        return database.call(handle -> handle.createQuery(
                        "select sum(variable_value) from information_schema.session_status"
                                + " where variable_name in ('HANDLER_READ_PREV', 'HANDLER_READ_NEXT', 'HANDLER_READ_RND_NEXT')")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void aSchemaMadeForLatinLettersHoldsChineseAllTheSame() {
        MariaDb server = MariaDb.shared();
        server.execute("drop schema if exists latin", "create schema latin character set latin1");
        try (Database latin = Database.open(settings(server, "latin", "root", ""), 2)) {
            latin.schema().migrate();

            latin.run(handle -> handle.execute("insert into record_event values (1, 1, 0, 'CLOSED', '结算失败 😀', 1)"));

            assertThat(latin.<String>call(handle -> handle.createQuery("select detail from record_event")
                            .mapTo(String.class)
                            .one()))
                    .isEqualTo("结算失败 😀");
        }
    }

    @Test
    void anOlderAndANewerSchemaAreToldApart() {
        database.run(handle -> handle.execute("update quartermaster_schema set version = '0'"));
        assertThat(database.schema().inspect()).isEqualTo(new Schema.State.Older(0, Schema.VERSION));

        database.run(handle -> handle.execute("update quartermaster_schema set version = '99'"));
        assertThat(database.schema().inspect()).isEqualTo(new Schema.State.Newer(99, Schema.VERSION));
    }

    @Test
    void aDatabaseThatGoesAwayIsUnavailableAndComesBackByItself() {
        try (MariaDb own = MariaDb.start()) {
            own.execute("create schema antscheduler");
            try (Database away = Database.open(settings(own, "antscheduler", "root", ""), 2)) {
                away.schema().migrate();
                own.kill();
                assertThat(org.assertj.core.api.Assertions.catchThrowable(away::now))
                        .isInstanceOf(StoreException.Unavailable.class);
                own.resume();
                io.quartermaster.testing.Eventually.until("it answers again", () -> answers(away));
            }
        }
    }

    private static boolean answers(Database database) {
        try {
            return database.now() != null;
        } catch (StoreException.Unavailable notYet) {
            return false;
        }
    }

    private static DatabaseProbe.Finding probe(DatabaseSettings settings) {
        return DatabaseProbe.test(settings);
    }

    private static DatabaseSettings settings(MariaDb server, String schema, String user, String password) {
        return new DatabaseSettings.MySql(
                "127.0.0.1", server.port(), schema, user, password, DatabaseSettings.Tls.DISABLED);
    }
}
