package io.quartermaster.bench.rivals;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;

/// The one task of the db-scheduler benchmark; its data is how long the handler takes. An instance is one firing:
/// `JOB@NUMBER`, as db-scheduler's recurring tasks skip the due times that they are too late for.
final class DbSchedulerTask {
    static final String NAME = "work";
    static final String TABLE =
            """
            create table scheduled_tasks (
              task_name varchar(100) not null,
              task_instance varchar(100) not null,
              task_data blob,
              execution_time timestamp(6) not null,
              picked boolean not null,
              picked_by varchar(50),
              last_success timestamp(6) null,
              last_failure timestamp(6) null,
              consecutive_failures int,
              last_heartbeat timestamp(6) null,
              version bigint not null,
              priority smallint,
              primary key (task_name, task_instance),
              index execution_time_idx (execution_time),
              index last_heartbeat_idx (last_heartbeat))""";

    private DbSchedulerTask() {}

    static OneTimeTask<Integer> running(RivalWork work) {
        return Tasks.oneTime(NAME, Integer.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(Tasks.DEFAULT_RETRY_INTERVAL))
                .execute((instance, context) -> run(work, context.getExecution(), instance.getData()));
    }

    private static void run(RivalWork work, Execution execution, int takesMillis) {
        String instance = execution.getId();
        try {
            work.run(
                    instance.substring(0, instance.indexOf('@')),
                    execution.getExecutionTime().toEpochMilli(),
                    takesMillis);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
