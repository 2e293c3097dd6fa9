package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console's main job from end to end, by mouse and keyboard, on a real engine with a real client: a job is made
/// through the form, its record arrives, its log line opens, a zone is switched, the switch is proved, the job is
/// deleted.
class FirstLightFlowTest {
    @TempDir
    Path home;

    private final Console console = new Console();
    private @Nullable Ui ui;
    private @Nullable SchedulerClient client;

    @BeforeEach
    void openConsole() throws IOException {
        System.setProperty("quartermaster.home", home.toString());
        ui = Ui.open(console::start);
        ui.resize(1_000, 960);
        Path attach = home.resolve("data/engine/attach.properties");
        Eventually.until("the engine says how to attach", () -> Files.exists(attach));
        client = attach(attach);
        client.start();
    }

    @AfterEach
    void close() {
        if (ui != null) {
            Pictures.take(ui, "flow-end"); // where it ended, also when it failed
        }
        if (client != null) {
            client.close();
        }
        if (ui != null) {
            ui.close();
        }
        Ui.onFx(console::stop);
        System.clearProperty("quartermaster.home");
    }

    @Test
    void aJobIsMadeRunsIsReadItsZoneIsSwitchedProvedAndItIsDeleted() {
        Ui on = Objects.requireNonNull(ui);
        makeSimpleJob(on);
        makeMessageJob(on);
        readRecordAndLog(on);
        switchZoneAndProve(on);
        deleteJob(on);
    }

    private static void makeSimpleJob(Ui on) {
        on.click("#nav-jobs").click("#action-jobs-new");
        on.type("#job-name", "greeting");
        on.type("#job-application", "sample-app")
                .press(KeyCode.TAB)
                .write("hello")
                .press(KeyCode.TAB);
        on.type("#job-cron", "0 0 9 31 2 ?");
        on.awaitText("#job-save-reason", text -> !text.isBlank()); // never fires: refused
        on.type("#job-cron", "* * * * * ?");
        on.click("#job-save");
        on.await("the saved job in the table", () -> rows(on, "#jobs-table") == 1);
    }

    private static void makeMessageJob(Ui on) {
        on.click("#action-jobs-new");
        on.type("#job-name", "notice");
        on.click("#job-type-MESSAGE");
        on.type("#job-eventCode", "EC_TASK_NOTICE");
        on.type("#job-cron", "* * * * * ?");
        on.click("#job-save");
        on.await("both jobs in the table", () -> rows(on, "#jobs-table") == 2);
    }

    private static void readRecordAndLog(Ui on) {
        on.click("#nav-records");
        on.type("#records-filter", "greeting");
        // a row clicked before the filter has taken hold would go with its selection
        on.await(
                "a record that succeeded, and no other job’s",
                () -> shows(on, "#records-table", text -> text.equals("succeeded"))
                        && !shows(on, "#records-table", text -> text.equals("notice")));
        on.click("#records-table .table-row-cell");
        on.click("#record-open-log");
        on.await("the log line of the trace", () -> shows(on, "#log-view", text -> text.contains("greeting")));
    }

    private static void switchZoneAndProve(Ui on) {
        on.click("#nav-zones");
        on.type("#switch-json", "(\"CellA\":\"CellB\")");
        on.awaitText("#switch-verdict", text -> text.contains("( )"));
        on.type("#switch-json", "{\"CellA\":\"CellB\"}");
        on.click("#action-zones-apply");
        on.click("#dialog-verb");
        on.click("#action-zones-prove");
        on.await("the proof", () -> shows(on, "#proof", text -> text.contains("^zoneName$=CellB")));
    }

    private static void deleteJob(Ui on) {
        on.click("#nav-jobs");
        on.type("#jobs-filter", "greeting");
        on.await("one job", () -> rows(on, "#jobs-table") == 1);
        on.click("#jobs-table .table-row-cell");
        on.press(KeyCode.CONTROL, KeyCode.K).write("Disable").press(KeyCode.ENTER);
        on.await("it is disabled", () -> shows(on, "#jobs-table", text -> text.contains("disabled")));
        on.press(KeyCode.DELETE);
        on.click("#dialog-verb");
        on.awaitText("#jobs-count", text -> text.startsWith("0 "));
        on.click("#nav-audit");
        on.await("the deletion in the audit", () -> shows(on, "#audit-table", text -> text.contains("greeting")));
        assertThat(Ui.onFx(() -> rows(on, "#audit-table"))).isGreaterThanOrEqualTo(4);
    }

    private static int rows(Ui on, String table) {
        return on.stage().getScene().lookup(table) instanceof TableView<?> shown
                ? shown.getItems().size()
                : -1;
    }

    private static boolean shows(Ui on, String selector, Predicate<String> wanted) {
        Node within = on.stage().getScene().lookup(selector);
        return within != null
                && within.lookupAll("*").stream()
                        .anyMatch(node -> node instanceof Text text && wanted.test(text.getText())
                                || node instanceof Labeled label
                                        && label.getText() != null
                                        && wanted.test(label.getText()));
    }

    private static SchedulerClient attach(Path file) throws IOException {
        Properties attach = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            attach.load(reader);
        }
        return SchedulerClient.builder()
                .application("sample-app")
                .instance(attach.getProperty("instance"))
                .accessKey(attach.getProperty("access-key"))
                .secret(attach.getProperty("secret"))
                .server(attach.getProperty("address"))
                .zone("CellB")
                .handler(new Hello())
                .build();
    }

    private static final class Hello implements ISimpleJobHandler {
        @Override
        public String getName() {
            return "hello";
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }

        @Override
        public ClientCommonResult handle(JobExecuteContext context) {
            context.reportProgress("half way");
            return ClientCommonResult.buildSuccessResult();
        }
    }
}
