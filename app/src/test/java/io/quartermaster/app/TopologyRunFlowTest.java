package io.quartermaster.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A topology on the embedded engine with a real client, from an empty canvas on: drawn, published, run, mended, looked
/// back at, gone through again in the debugger, and compared with a second run.
class TopologyRunFlowTest {
    private static final Actor ANNA = new Actor("anna", "ws-1");

    @TempDir
    Path home;

    private final AtomicInteger payments = new AtomicInteger();
    private @Nullable LiveConsole console;

    @BeforeEach
    void open() {
        console =
                LiveConsole.open(home).attach(new LiveConsole.Work("pay", context -> pay()), LiveConsole.Work.hello());
    }

    @AfterEach
    void close() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    private ClientCommonResult pay() {
        return payments.incrementAndGet() == 1
                ? ClientCommonResult.buildFailResult("no money")
                : ClientCommonResult.buildSuccessResult();
    }

    @Test
    void aTopologyIsDrawnRunMendedLookedBackAtDebuggedAndCompared() {
        LiveConsole on = Objects.requireNonNull(console);
        Ui ui = on.ui();
        Database engine = on.engineDatabase();
        Job night = night(engine);
        new DrawnByHand(on)
                .begin("settle-night")
                .append("greet")
                .append("pay")
                .number("count", "1")
                .publish();
        Pictures.take(ui, "flow-run-drawn");
        ui.click("#action-topologies-run");
        begin(on, "first of the month", "4");
        ui.await("the failure", () -> on.shows("#run-status", text -> text.startsWith("failed")));
        on.awaitShown("#run-attention", "pay failed");
        ui.click("#run-attention-show");
        on.awaitShown("#run-inspector", "no money");
        Pictures.take(ui, "flow-run-failed");
        mend(on);
        assertThat(engine.records().page(night.spec().instance(), all(night), null, 5))
                .extracting(record -> record.status())
                .containsExactly(RunStatus.SUCCEED);
        lookBack(on);
        debug(on);
        ui.click("#nav-runs").click("#run-back");
        ui.await("the topology to be chosen", () -> on.shows("#runs-topology", "settle-night"::equals));
        ui.click("#action-runs-begin");
        begin(on, "once more", "9");
        ui.await("the second run ends", () -> on.shows("#run-status", text -> text.startsWith("succeeded")));
        ui.click("#run-back");
        compare(on);
    }

    private static io.quartermaster.store.RecordRepository.Filter all(Job job) {
        return new io.quartermaster.store.RecordRepository.Filter(job.id(), java.util.Set.of(), "");
    }

    private static void begin(LiveConsole on, String reason, String count) {
        Ui ui = on.ui();
        ui.await("the form", () -> there(ui, "#begin-run"));
        ui.type("#begin-count", count);
        ui.type("#begin-reason", reason);
        ui.click("#begin-run");
        ui.await("the run opens by itself", () -> there(ui, "#run-view"));
        ui.await("its status", () -> on.shows("#run-status", text -> !text.isBlank()));
    }

    private static void mend(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#action-runs-verb-retry");
        ui.await("the question", () -> there(ui, "#dialog-verb"));
        Pictures.take(ui, "flow-run-question");
        ui.type("#dialog-reason", "money came");
        ui.click("#dialog-verb");
        on.awaitShown("#run-wish", "Retry pay: done");
        ui.await("the run succeeds", () -> on.shows("#run-status", text -> text.startsWith("succeeded")));
        on.awaitShown("#run-inspector", "“money came”");
        ui.click("#run-look-graph");
        on.photograph("flow-run-mended");
    }

    /// The slider leads to the failure and back; nothing can be done to the past.
    private static void lookBack(LiveConsole on) {
        Ui ui = on.ui();
        for (int i = 0; i < 60 && !ui.text("#run-slider-says").contains("pay failed"); i++) {
            ui.click("#run-earlier");
        }
        on.awaitShown("#run-slider-says", "pay failed");
        ui.await("the node as it was", () -> on.shows("#run-node-status", text -> text.startsWith("failed")));
        Pictures.take(ui, "flow-run-past");
        ui.click("#action-runs-verb-retry");
        ui.await("the reason", () -> on.shows(".toast-layer", text -> text.contains("past")));
        ui.click("#run-live");
        ui.await("live again", () -> on.shows("#run-node-status", text -> text.startsWith("succeeded")));
    }

    /// The recorded run goes again at the desk, with what its client answered: to its end, and a step back.
    private static void debug(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#action-runs-debug");
        ui.await("the debugger", () -> there(ui, "#debugger"));
        ui.click("#action-debugger-go-on");
        ui.awaitText("#debugger-halt", text -> text.contains("The run is over"));
        on.awaitShown("#debugger-steps", "pay failed");
        on.photograph("flow-run-debugged");
        ui.click("#action-debugger-back");
        on.awaitShown("#debugger-next", "pay succeeded");
    }

    private static void compare(LiveConsole on) {
        Ui ui = on.ui();
        ui.click("#runs-as-list");
        on.awaitRows("#runs-table", 2);
        select(ui, "#runs-table", 0);
        Ui.onFx(() -> table(ui, "#runs-table").getSelectionModel().select(1));
        ui.click("#action-runs-compare");
        ui.await("the comparison", () -> on.rows("#compare-nodes") > 0);
        on.awaitShown("#compare-parameters", "9");
        on.awaitShown("#compare-nodes", "2 / 1");
        on.photograph("flow-run-compared");
        ui.press(KeyCode.ESCAPE);
    }

    /// On the FX thread.
    private static boolean there(Ui ui, String selector) {
        return ui.stage().getScene().lookup(selector) != null;
    }

    private static void select(Ui ui, String table, int row) {
        Ui.onFx(() -> table(ui, table).getSelectionModel().clearAndSelect(row));
        ui.pulses(2);
    }

    private static TableView<?> table(Ui ui, String table) {
        return (TableView<?>) Objects.requireNonNull(ui.stage().getScene().lookup(table));
    }

    /// The jobs there are, and a topology of which nothing is drawn.
    private static Job night(Database engine) {
        job(engine, "greet", "hello");
        job(engine, "pay", "pay");
        JobSpec spec = JobSpec.blank(new InstanceId("000001"))
                .withName("settle-night")
                .withTarget(JobType.TOPOLOGY, "", "")
                .withTrigger(new Trigger.Event());
        return saved(engine, spec);
    }

    private static Job job(Database engine, String name, String handler) {
        return saved(
                engine,
                JobSpec.blank(new InstanceId("000001"))
                        .withName(name)
                        .withTarget(JobType.SIMPLE, "sample-app", handler)
                        .withTrigger(new Trigger.Event()));
    }

    private static Job saved(Database engine, JobSpec spec) {
        return ((SaveResult.Saved) engine.jobs().create(spec, true, ANNA)).job();
    }
}
