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
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.store.Database;
import io.quartermaster.store.SaveResult;
import io.quartermaster.store.TopologyRepository.Outcome;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A topology run on the embedded engine with a real client: begun, watched, mended, looked back at, compared.
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
    void aRunThatFailsIsMendedLookedBackAtAndCompared() {
        LiveConsole on = Objects.requireNonNull(console);
        Ui ui = on.ui();
        Database engine = on.engineDatabase();
        Job night = night(engine);
        ui.click("#nav-runs");
        ui.await("the topology", () -> choices(on) == 2);
        on.choose("#runs-topology", "settle-night");
        begin(on, "first of the month", "4");
        ui.await("the failure", () -> on.shows("#run-status", text -> text.startsWith("failed")));
        ui.click("#run-look-list");
        select(ui, "#run-nodes", 2);
        on.awaitShown("#run-inspector", "no money");
        Pictures.take(ui, "flow-run-failed");
        mend(on);
        assertThat(engine.records().page(night.spec().instance(), all(night), null, 5))
                .extracting(record -> record.status())
                .containsExactly(RunStatus.SUCCEED);
        lookBack(on);
        ui.click("#run-back");
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
        ui.await("the topology to be chosen", () -> on.shows("#runs-topology", "settle-night"::equals));
        ui.click("#action-runs-begin");
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

    private static int choices(LiveConsole on) {
        return on.ui().stage().getScene().lookup("#runs-topology") instanceof javafx.scene.control.ComboBox<?> box
                ? box.getItems().size()
                : 0;
    }

    private static void select(Ui ui, String table, int row) {
        Ui.onFx(() -> table(ui, table).getSelectionModel().clearAndSelect(row));
        ui.pulses(2);
    }

    private static TableView<?> table(Ui ui, String table) {
        return (TableView<?>) Objects.requireNonNull(ui.stage().getScene().lookup(table));
    }

    private static Job night(Database engine) {
        Job greet = job(engine, "greet", "hello");
        Job pay = job(engine, "pay", "pay");
        JobSpec spec = JobSpec.blank(new InstanceId("000001"))
                .withName("settle-night")
                .withTarget(JobType.TOPOLOGY, "", "")
                .withTrigger(new Trigger.Event());
        Job night = saved(engine, spec);
        Topology topology = Topology.of(
                List.of(
                        Node.of("start", new Part.Start()),
                        Node.of("greet", Part.task(greet.id().value())),
                        Node.of("pay", Part.task(pay.id().value())),
                        Node.of("end", new Part.End())),
                List.of(Edge.of("start", "greet"), Edge.of("greet", "pay"), Edge.of("pay", "end")),
                List.of(new Param("count", Param.Type.INT, "1")));
        assertThat(engine.topologies().begin(night, 0, topology, ANNA)).isInstanceOf(Outcome.Saved.class);
        engine.topologies().publish(night, 1, 1, ANNA);
        Eventually.until(
                "it is published",
                () -> engine.topologies().published(night.id()).isPresent());
        return night;
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
