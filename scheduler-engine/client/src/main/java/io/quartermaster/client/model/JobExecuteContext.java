package io.quartermaster.client.model;

import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// What the handler of a simple job is given. Thread-safe.
///
/// ```java
/// int month = (Integer) context.getCustomParam("month");
/// for (Account account : accounts.ofShard(context.getSharding(), context.getShardingCount())) {
///     if (context.isStopRequested()) {
///         return ClientCommonResult.buildFailResult("stopped at " + account);
///     }
///     settle(account, month);
/// }
/// context.putCustomParams("settled", true);
/// ```
public final class JobExecuteContext extends JobContext {
    /// Applications need this only to call a handler in their own tests.
    ///
    /// @param progress takes the lines of [#reportProgress]
    public JobExecuteContext(JobTrigger trigger, Map<String, Object> customParams, Consumer<String> progress) {
        this(trigger, customParams, progress, () -> false);
    }

    /// @param progress takes the lines of [#reportProgress]
    /// @param stop answers [#isStopRequested]
    public JobExecuteContext(
            JobTrigger trigger, Map<String, Object> customParams, Consumer<String> progress, BooleanSupplier stop) {
        super(trigger, customParams, progress, stop);
    }

    /// This client's part of a sharded job, from 0.
    public int getSharding() {
        return trigger().sharding();
    }

    /// How many parts the job has; 1 when it is not sharded.
    public int getShardingCount() {
        return trigger().shardingCount();
    }
}
