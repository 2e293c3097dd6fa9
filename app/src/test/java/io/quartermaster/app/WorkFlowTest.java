package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.Database;
import java.nio.file.Path;
import java.util.Objects;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster job from its form to its last chunk, in the whole console over the embedded engine and a real client.
class WorkFlowTest {
    @TempDir
    Path home;

    private @Nullable LiveConsole console;

    @BeforeEach
    void open() {
        console = LiveConsole.open(home)
                .attach(new SettlingHandlers.ByTable(), new SettlingHandlers.SettleAll(), LiveConsole.Work.hello());
    }

    @AfterEach
    void close() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void aClusterJobIsMadeFiredWatchedLimitedAndEnds() {
        LiveConsole on = Objects.requireNonNull(console);
        Ui ui = on.ui();
        theClient(on);
        theForm(on);
        ui.click("#action-jobs-fire");
        on.awaitShown(".main-window", "settle-all was fired, record #");
        ui.click("#jobs-notice-open");
        on.awaitShown("#record-levels", "executing");
        Pictures.take(ui, "flow-work-record");
        ui.click("#record-open-work");
        on.awaitShown("#work-progress", "of 40 chunks");
        ui.await("a pace", () -> on.shows("#work-pace", text -> text.contains("items/s")));
        on.photograph("flow-work");

        pausedAndResumed(on);
        limited(on);
        on.awaitShown("#work", "succeeded");
        on.awaitShown("#work-progress", "40 of 40 chunks, 400 items");
        on.photograph("flow-work-over");
    }

    private static void theClient(LiveConsole on) {
        on.ui().click("#nav-clients");
        on.awaitShown("#clients-table", "sample-app");
        on.awaitShown("#clients-table", "byTable, hello, settleAll");
    }

    private static void theForm(LiveConsole on) {
        Ui ui = on.ui();
        on.newJob("settle-all", "settleAll");
        ui.click("#job-type-CLUSTER");
        ui.click("#job-handler-add");
        ui.type("#job-handler-1", "hello").press(KeyCode.TAB);
        on.awaitShown("#job-handlers", "1 client offers it as simple; this place needs IClusterJobSplitHandler");
        ui.type("#job-handler-1", "byTable").press(KeyCode.TAB);
        ui.click("#job-kind-EVENT");
        // so slow that it is not over before its limit is raised, however busy this machine is
        ui.type("#job-rate", "2");
        Pictures.take(ui, "flow-work-form");
        on.save();
        on.awaitShown("#job-inspector", "settle-all");
    }

    private static void pausedAndResumed(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#action-work-pause").click("#dialog-verb");
        on.awaitShown("#work-said", "The run of settle-all is paused");
        ui.await("paused", () -> on.shows("#work", "paused"::equals));
        ui.click("#action-work-resume").click("#dialog-verb");
        on.awaitShown("#work-said", "The run of settle-all goes on");
    }

    private static void limited(LiveConsole on) {
        Ui ui = on.ui();
        ui.type("#work-limit", "1000000");
        ui.click("#action-work-limit");
        ui.type("#dialog-reason", "month end").click("#dialog-verb");
        on.awaitShown("#work-said", "settle-all may process 1,000,000 items a second now");
        try (Database database = on.engineDatabase()) {
            AuditEntry saved = database.audit().page(new InstanceId("000001"), null, 10).stream()
                    .filter(entry -> entry.action().equals("job.update"))
                    .findFirst()
                    .orElseThrow();
            assertThat(saved.reason()).isEqualTo("month end");
        }
    }
}
