package io.quartermaster.bench.rivals;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.zaxxer.hikari.HikariDataSource;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.race.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Nodes of db-scheduler, and a client that stores their work.
final class DbSchedulerTeam extends RivalTeam {
    private static final int BATCH = 1000;

    private final HikariDataSource pool;

    private DbSchedulerTeam(BenchDatabase database, String schema, HikariDataSource pool) {
        super(database, schema);
        this.pool = pool;
    }

    static DbSchedulerTeam over(BenchDatabase database) {
        String schema = database.newSchema();
        database.execute(schema, List.of(DbSchedulerTask.TABLE, FiredLog.TABLE));
        var settings = database.settings(schema);
        return new DbSchedulerTeam(database, schema, FiredLog.pool(settings.jdbcUrl(), settings.user(), 2));
    }

    @Override
    public void schedule(Workload workload, Instant first) {
        SchedulerClient client = SchedulerClient.Builder.create(pool)
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .build();
        List<Instant> dues = workload.dues(first);
        List<SchedulableInstance<?>> batch = new ArrayList<>();
        for (int i = 0; i < dues.size(); i++) {
            for (String job : workload.jobNames()) {
                TaskInstance<Integer> task = new TaskInstance<>(DbSchedulerTask.NAME, job + "@" + i, (int)
                        workload.takes().toMillis());
                batch.add(SchedulableInstance.of(task, dues.get(i)));
            }
        }
        for (int from = 0; from < batch.size(); from += BATCH) {
            client.scheduleBatch(batch.subList(from, Math.min(batch.size(), from + BATCH)));
        }
    }

    @Override
    public String remark(Workload workload) {
        return "";
    }

    @Override
    public void close() {
        super.close();
        pool.close();
    }
}
