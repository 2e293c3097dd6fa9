package io.quartermaster.sample;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What the sample topologies of the embedded engine call: the steps of a settlement, a report, a drill. Each takes as
/// many milliseconds as its job's parameter `millis` says and tells its progress; a few read and write parameters.
/// Thread-safe.
public final class BusinessHandlers {
    /// The application whose handlers they are.
    public static final String APPLICATION = "sample-app";

    private static final int STEPS = 4;
    private static final int DEFAULT_MILLIS = 300;
    private static final int DEFAULT_LOOKS = 3;

    /// Those that only take their time.
    private static final List<String> PLAIN = List.of(
            "fetchRates",
            "checkRates",
            "publishRates",
            "loadLedger",
            "loadStatement",
            "investigateDifferences",
            "noteAgreement",
            "signOff",
            "accrueInterest",
            "carryForward",
            "collectTrades",
            "netPositions",
            "notifyArea",
            "preparePostings",
            "confirmCounterparties",
            "publishStatements",
            "archiveDay",
            "extractPositions",
            "extractTrades",
            "extractClients",
            "riskFigures",
            "volumeFigures",
            "clientFigures",
            "assembleReport",
            "regulatorReport",
            "internalSummary",
            "distributeReport",
            "freezeTraffic",
            "drainCell",
            "verifyCell",
            "decideSwitch",
            "reopenTraffic");

    private BusinessHandlers() {}

    /// All of them, for a client within another program: they say nothing on the console.
    public static List<ISimpleJobHandler> silent() {
        Console nobody = new Console(new PrintWriter(Writer.nullWriter()), InstantSource.system());
        return List.copyOf(all(nobody));
    }

    static List<SampleHandler> all(Console console) {
        List<SampleHandler> all = new ArrayList<>();
        PLAIN.forEach(name -> all.add(new SampleHandler(name, BusinessHandlers::plain, console)));
        all.add(new SampleHandler("awaitFile", BusinessHandlers::awaitFile, console));
        all.add(new SampleHandler("compareBalances", BusinessHandlers::compareBalances, console));
        all.add(new SampleHandler("postEntries", BusinessHandlers::postEntries, console));
        return all;
    }

    private static ClientCommonResult plain(JobExecuteContext context) throws InterruptedException {
        takeTime(context);
        return ClientCommonResult.buildSuccessResult();
    }

    /// The file is there at the look that `fileAfter` says; a loop calls this until then.
    private static ClientCommonResult awaitFile(JobExecuteContext context) throws InterruptedException {
        takeTime(context);
        int looks = number(context, "looks", 0) + 1;
        context.putCustomParams("looks", looks);
        if (looks >= number(context, "fileAfter", DEFAULT_LOOKS)) {
            context.putCustomParams("fileReady", true);
        }
        return ClientCommonResult.buildSuccessResult();
    }

    private static ClientCommonResult compareBalances(JobExecuteContext context) throws InterruptedException {
        takeTime(context);
        context.putCustomParams("differences", number(context, "planted", 0));
        return ClientCommonResult.buildSuccessResult();
    }

    private static ClientCommonResult postEntries(JobExecuteContext context) throws InterruptedException {
        takeTime(context);
        return Boolean.TRUE.equals(context.getCustomParam("failPosting"))
                ? ClientCommonResult.buildFailResult("the general ledger is closed for this business date")
                : ClientCommonResult.buildSuccessResult();
    }

    private static void takeTime(JobExecuteContext context) throws InterruptedException {
        int millis = number(context, "millis", DEFAULT_MILLIS);
        CountDownLatch never = new CountDownLatch(1);
        for (int step = 1; step <= STEPS && !context.isStopRequested(); step++) {
            boolean ignored = never.await(millis / STEPS, TimeUnit.MILLISECONDS);
            context.reportProgress(step * 100 / STEPS + " %");
        }
    }

    private static int number(JobExecuteContext context, String name, int otherwise) {
        return context.getCustomParam(name) instanceof Number given ? given.intValue() : otherwise;
    }
}
