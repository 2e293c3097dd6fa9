package io.quartermaster.app;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way a job can be made to fire, typed into the form and seen in the records.
class TriggerFlowTest {
    private static final DateTimeFormatter TYPED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @TempDir
    Path home;

    private @Nullable LiveConsole console;

    @BeforeEach
    void open() {
        console = LiveConsole.open(home).attach(LiveConsole.Work.hello());
    }

    @AfterEach
    void close() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void aJobFiresOnceAtAFixedRateOnAnEventAndAsAMessage() {
        LiveConsole on = Objects.requireNonNull(console);
        event(on);
        oneTime(on);
        fixedRate(on);
        message(on);
        readRecords(on);
    }

    private static void event(LiveConsole on) {
        Ui ui = on.ui();
        on.newJob("on-event", "hello");
        ui.click("#job-kind-EVENT");
        Pictures.take(ui, "flow-event");
        on.save();
        on.awaitShown("#job-inspector", "on-event");
        ui.click("#action-jobs-fire");
        on.awaitShown(".main-window", "on-event was fired, record #");
        Pictures.take(ui, "flow-event-fired");
    }

    private static void oneTime(LiveConsole on) {
        Ui ui = on.ui();
        on.newJob("once", "hello");
        ui.click("#job-kind-ONE_TIME");
        ui.type("#job-timeZone", "UTC");
        ui.type("#job-onceAt", "2020-01-01 00:00");
        on.awaitShown("#job-editor", "never fires");
        Pictures.take(ui, "flow-once-past");
        Instant soon = InstantSource.system().instant().plusSeconds(4);
        ui.type("#job-onceAt", TYPED.format(soon));
        Pictures.take(ui, "flow-once");
        on.save();
    }

    private static void fixedRate(LiveConsole on) {
        Ui ui = on.ui();
        on.newJob("each-second", "hello");
        ui.click("#job-kind-FIXED_RATE");
        ui.type("#job-every", "1");
        Pictures.take(ui, "flow-rate");
        on.save();
    }

    private static void message(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#action-jobs-new");
        ui.type("#job-name", "notice");
        ui.click("#job-type-MESSAGE");
        ui.type("#job-eventCode", "EC_TASK_NOTICE");
        ui.type("#job-cron", "* * * * * ?");
        Pictures.take(ui, "flow-message");
        on.save();
        ui.type("#jobs-filter", "");
        on.awaitRows("#jobs-table", 4);
        Pictures.take(ui, "flow-four-triggers");
    }

    private static void readRecords(LiveConsole on) {
        for (String job : new String[] {"on-event", "once", "each-second", "notice"}) {
            on.openRecord(job, "succeeded");
            Pictures.take(on.ui(), "flow-record-" + job);
        }
        on.select("once");
        on.awaitShown("#job-inspector", "does not fire again");
        Pictures.take(on.ui(), "flow-once-over");
    }
}
