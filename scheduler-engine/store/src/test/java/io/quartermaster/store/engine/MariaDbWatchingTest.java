package io.quartermaster.store.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Job;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.engine.Overlooked.Kind;
import io.quartermaster.testing.MariaDb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MariaDbWatchingTest extends WatchingContract {
    /// Tables that are small whatever the number of jobs.
    private static final Set<String> SMALL = Set.of("o", "t");

    @Test
    void lookingOverAHundredThousandJobsGoesAlongIndexesOnly() {
        Job first = job("job-0");
        schedule(first, now.plusSeconds(3600));
        record(first, "SUCCEED", now.minusSeconds(5), now);
        hundredThousand();

        for (Kind kind : Kind.values()) {
            String sql = kind.sql;
            if (sql != null) {
                assertThat(scanned(sql)).as(kind.name()).isEmpty();
            }
        }
        assertThat(overlooked.look(now, PATIENCE)).isEmpty();
        long began = System.nanoTime();
        overlooked.look(now, PATIENCE);
        overlooked.freeSlots();
        Duration look = Duration.ofNanos(System.nanoTime() - began);
        began = System.nanoTime();
        retention.expiring(0, now, DAYS, 1000);
        Duration page = Duration.ofNanos(System.nanoTime() - began);
        assertThat(look).isLessThan(Duration.ofSeconds(2));
        assertThat(page).isLessThan(Duration.ofSeconds(1));
    }

    /// Jobs with schedule rows, the first of which fall due now, and a closed record each; most were edited long ago.
    private void hundredThousand() {
        database.run(handle -> {
            handle.execute("insert into job (instance_id, name, group_name, description, job_type, application, target,"
                    + " trigger_kind, missed, timeout_ms, on_timeout, retries, back_off_ms, exclusive_run,"
                    + " communication, routing, params, enabled, version, updated_by, updated_at)"
                    + " select instance_id, concat('job-', seq), group_name, repeat('d', 200), job_type,"
                    + " application, target, trigger_kind, missed, timeout_ms, on_timeout, retries,"
                    + " back_off_ms, exclusive_run, communication, routing, params, 1, 1, updated_by,"
                    + " updated_at - seq * 1000 from job, seq_1_to_100000 where name = 'job-0'");
            handle.execute("insert ignore into job_schedule (job_id, job_version, slot, load_per_hour, next_due_at,"
                    + " owner_epoch) select id, 1, id % 1024, 1, " + now.toEpochMilli() + " + id * 10, 1 from job");
            handle.execute("insert into trigger_record (instance_id, job_id, slot, job_name, job_version, trace_id,"
                    + " reason, status, attempt, planned_at, due_at, finished_at, owner_epoch)"
                    + " select r.instance_id, j.id, j.id % 1024, j.name, 1, 'trace', 'TIMING', r.status, 1,"
                    + " r.planned_at, r.due_at - 1, r.finished_at, 0 from trigger_record r, job j");
            handle.execute("analyze table job, job_schedule, trigger_record");
        });
    }

    /// The tables of which the statement would read every row.
    private List<String> scanned(String sql) {
        String shown = sql.replace(":before", String.valueOf(now.minus(PATIENCE).toEpochMilli()))
                .replace(":edited", String.valueOf(now.minusSeconds(3600).toEpochMilli()))
                .replace(":most", "1000");
        return database.call(handle -> handle.createQuery("explain " + shown)
                .map((row, context) -> "ALL".equals(row.getString("type")) ? row.getString("table") : "")
                .filter(table -> !table.isEmpty() && !table.startsWith("<") && !SMALL.contains(table))
                .list());
    }

    @Override
    Database open() {
        MariaDb server = MariaDb.shared();
        String schema = server.newSchema();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(schema), server.user(), "")) {
            connection.isValid(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Database.open(
                new DatabaseSettings.MySql(
                        "127.0.0.1", server.port(), schema, server.user(), "", DatabaseSettings.Tls.DISABLED),
                4);
    }
}
