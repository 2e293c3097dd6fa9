package io.quartermaster.sample;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.IJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;

/// Handlers for every kind of cut-up work, over made-up [Account]s. Thread-safe.
public final class AccountHandlers {
    private static final int CLOSED_EVERY = 250;

    private AccountHandlers() {}

    /// All of them, for a client within another program: they say nothing on the console.
    public static List<IJobHandler> silent() {
        return all(new Console(new PrintWriter(Writer.nullWriter()), InstantSource.system()));
    }

    static List<IJobHandler> all(Console console) {
        return List.of(
                new SampleHandler("sumShard", AccountHandlers::sumShard, console),
                new SampleHandler("openBooks", AccountHandlers::openBooks, console),
                new SampleHandler("bookEntries", AccountHandlers::bookEntries, console),
                new SampleHandler("closeBooks", AccountHandlers::closeBooks, console),
                new SplitByBranch(console),
                new SplitByRange(console),
                new SettleAccounts("settleAccounts", 0, console),
                new SettleAccounts("settleClosedToo", CLOSED_EVERY, console),
                new NotifyHolders(console));
    }

    /// One shard of a simple job: sums the accounts whose number falls to it.
    private static ClientCommonResult sumShard(JobExecuteContext context) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Account account : Account.between("00", 1, Account.PER_BRANCH)) {
            if (context.isStopRequested()) {
                return ClientCommonResult.buildFailResult("stopped at account " + account.number());
            }
            if (account.number() % context.getShardingCount() == context.getSharding()) {
                sum = sum.add(account.balance());
            }
        }
        context.reportProgress(
                "shard " + context.getSharding() + " of " + context.getShardingCount() + " holds " + sum);
        context.putCustomParams("sum" + context.getSharding(), sum.toPlainString());
        return ClientCommonResult.buildSuccessResult();
    }

    /// The first of three steps.
    private static ClientCommonResult openBooks(JobExecuteContext context) {
        context.putCustomParams("booksOpen", true);
        return ClientCommonResult.buildSuccessResult();
    }

    private static ClientCommonResult bookEntries(JobExecuteContext context) {
        if (!Boolean.TRUE.equals(context.getCustomParam("booksOpen"))) {
            return ClientCommonResult.buildFailResult("the books are not open: the step openBooks comes first");
        }
        context.putCustomParams("entries", Account.PER_BRANCH);
        return ClientCommonResult.buildSuccessResult();
    }

    private static ClientCommonResult closeBooks(JobExecuteContext context) {
        context.reportProgress("closed after " + context.getCustomParam("entries") + " entries");
        context.putCustomParams("booksOpen", false);
        return ClientCommonResult.buildSuccessResult();
    }
}
