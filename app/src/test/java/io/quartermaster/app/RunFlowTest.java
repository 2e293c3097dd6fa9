package io.quartermaster.app;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.client.common.ClientCommonResult;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs that do not go well, made through the form and read on the records page.
class RunFlowTest {
    @TempDir
    Path home;

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private @Nullable LiveConsole console;

    @BeforeEach
    void open() {
        console = LiveConsole.open(home)
                .attach(
                        LiveConsole.Work.failing("the ledger is closed"),
                        new LiveConsole.Work("waits", context -> waits()));
    }

    @AfterEach
    void close() throws Exception {
        mayEnd.countDown();
        if (console != null) {
            console.close();
        }
    }

    private ClientCommonResult waits() {
        try {
            return mayEnd.await(30, TimeUnit.SECONDS)
                    ? ClientCommonResult.buildSuccessResult()
                    : ClientCommonResult.buildFailResult("nobody let it end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ClientCommonResult.buildFailResult("interrupted");
        }
    }

    @Test
    void aRunThatTimesOutOneThatIsSkippedAndOneThatFailsThriceSayWhy() {
        LiveConsole on = Objects.requireNonNull(console);
        skipped(on);
        timesOut(on);
        retried(on);
        read(on, "late", "timed out", "no result within 1000 ms");
        read(on, "alone", "skipped", "still");
        read(on, "stubborn", "failed", "the ledger is closed");
        on.awaitRows("#records-table", 3);
        on.photograph("flow-retries");
    }

    private static void skipped(LiveConsole on) {
        on.newJob("alone", "waits");
        Ui ui = on.ui();
        ui.type("#job-cron", "* * * * * ?");
        ui.click("#job-exclusive");
        on.save();
    }

    private static void timesOut(LiveConsole on) {
        on.newJob("late", "waits");
        Ui ui = on.ui();
        ui.click("#job-kind-EVENT");
        ui.type("#job-timeout", "1");
        on.save();
        on.awaitShown("#job-inspector", "late");
        ui.click("#action-jobs-fire");
    }

    private static void retried(LiveConsole on) {
        on.newJob("stubborn", "fails");
        Ui ui = on.ui();
        ui.click("#job-kind-EVENT");
        ui.type("#job-retries", "2");
        ui.type("#job-backOff", "500");
        on.choose("#job-backOff-unit", "ms");
        Pictures.take(ui, "flow-retry-form");
        on.save();
        on.awaitShown("#job-inspector", "stubborn");
        ui.click("#action-jobs-fire");
    }

    private static void read(LiveConsole on, String job, String status, String why) {
        on.openRecord(job, status);
        Pictures.take(on.ui(), "flow-record-" + job);
        on.awaitShown("#record-details", why);
    }
}
