package io.quartermaster.sample;

import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.processor.IProcessor;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Adds a day's interest to an account.
///
/// @param closedEvery of how many accounts one is closed and fails; 0 for none
record AddInterest(int closedEvery) implements IProcessor<Account, Account> {
    private static final int DEFAULT_MILLIS = 2;

    @Override
    public DataProcessResult<Account> process(ClusterJobExecuteContext context, Account account)
            throws InterruptedException {
        int millis = context.getCustomParam("millis") instanceof Integer asked ? asked : DEFAULT_MILLIS;
        boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        if (closedEvery > 0 && account.number() % closedEvery == 0) {
            return new DataProcessResult<>(
                    false, "account " + account.branch() + "-" + account.number() + " is closed", null);
        }
        return new DataProcessResult<>(true, "", account.withInterest());
    }

    @Override
    public @Nullable Executor getProcessThreadPool() {
        return null;
    }
}
