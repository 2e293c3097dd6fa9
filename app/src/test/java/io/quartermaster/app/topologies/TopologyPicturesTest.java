package io.quartermaster.app.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.AnsweringDialogs;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.Pictures;
import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.app.testing.Ui;
import io.quartermaster.model.Job;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The topologies page photographed for people to look at.
class TopologyPicturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final StackPane root = new StackPane();
    private final AnsweringDialogs dialogs = new AnsweringDialogs();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable TopologiesPage page;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            desk = Desks.of(home, new Texts(Language.ENGLISH), dialogs, tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            page = new TopologiesPage(desk, workspace, () -> {});
            root.getChildren().setAll(page.view());
            Scene scene = new Scene(root, 1_000, 700);
            desk.theme().apply(scene);
            stage.setScene(scene);
            page.activate();
        });
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    @Test
    void theListAndItsFaces() {
        Pictures.take(ui(), "topologies-face-unconnected");
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("empty", () -> page().model().faceProperty().get() == TopologiesViewModel.Face.EMPTY);
        Pictures.take(ui(), "topologies-face-empty");
        Job eod = SampleTopologies.topology(seeded, "settle-eod");
        Job empty = SampleTopologies.topology(seeded, "month-end");
        SampleTopologies.topology(seeded, "never-drawn-" + "a-very-long-name".repeat(5));
        SampleTopologies.published(seeded, eod, Topology.blank());
        SampleTopologies.begun(seeded, eod, Topology.blank());
        SampleTopologies.begun(seeded, empty, Topology.blank());
        Ui.onFx(() -> page().refresh());
        ui().await("rows", () -> page().model().rows().size() == 3);
        Pictures.takeAll(ui(), desk(), "topologies");
        Ui.onFx(() -> {
            workspace.set(null);
            seeded.close();
            workspace.set(seeded.workspace());
        });
        ui().await("broken", () -> page().model().faceProperty().get() == TopologiesViewModel.Face.BROKEN);
        Pictures.take(ui(), "topologies-face-broken");
    }

    @Test
    void anEmptyOne() {
        Job job = SampleTopologies.topology(seeded, "month-end");
        jobs();
        show(job);
        Pictures.take(ui(), "topology-face-blank");
        SampleTopologies.begun(seeded, job, Topology.blank());
        Ui.onFx(() -> page().refresh());
        laidOut(2);
        Pictures.takeAll(ui(), desk(), "topology-empty");
    }

    @Test
    void theEndOfADay() {
        List<Job> jobs = jobs();
        Job nested = SampleTopologies.topology(seeded, "month-end");
        Job job = SampleTopologies.topology(seeded, "settle-eod");
        SampleTopologies.published(seeded, job, SampleTopologies.endOfDay(jobs, nested));
        SampleTopologies.begun(seeded, job, SampleTopologies.endOfDay(jobs, nested));
        show(job);
        laidOut(16);
        Ui.onFx(() -> drawing().select(Selection.of(new NodeId("rates"))));
        Pictures.takeAll(ui(), desk(), "topology-eod");
        Ui.onFx(() -> {
            drawing().select(Selection.of(new NodeId("due")));
            canvas().reveal(new NodeId("due"));
        });
        ui().type("#node-condition", "forSettle && cuont > 3");
        ui().press(javafx.scene.input.KeyCode.ENTER);
        ui().await("errors", () -> drawing().findingsProperty().get().errors() == 1);
        Pictures.takeAll(ui(), desk(), "topology-eod-wrong");
        ui().click("#topology-as-list");
        Pictures.take(ui(), "topology-eod-list");
    }

    @Test
    void aGatewayAroundTwoAndTheDraftSavedByAnother() {
        List<Job> jobs = jobs();
        Job job = SampleTopologies.topology(seeded, "settle-eod");
        SampleTopologies.begun(
                seeded, job, SampleTopologies.endOfDay(jobs, SampleTopologies.topology(seeded, "month-end")));
        show(job);
        laidOut(16);
        Ui.onFx(() -> {
            drawing().select(Selection.of(Set.of(new NodeId("rates"), new NodeId("reprice"))));
            desk().actions().run("topologies.wrap.cross-zone");
        });
        laidOut(18);
        ui().await("the problem", () -> drawing().findingsProperty().get().errors() == 1);
        seeded.database().topologies().save(job, 1, 1, Topology.blank(), Seeded.BEN);
        EditorViewModel model = Objects.requireNonNull(page().editor()).model();
        Ui.onFx(() -> model.saving().save(() -> {}));
        ui().await("the other save", () -> model.saving().theirsProperty().get() != null);
        Pictures.takeAll(ui(), desk(), "topology-stale");
    }

    @Test
    void theDrawingGoesIntoFiles() throws IOException {
        Job job = SampleTopologies.topology(seeded, "settle-eod");
        Topology topology = SampleTopologies.endOfDay(jobs(), SampleTopologies.topology(seeded, "month-end"));
        SampleTopologies.begun(seeded, job, topology);
        show(job);
        laidOut(16);
        Path pictures = Files.createDirectories(Path.of("target", "pictures"));
        for (String kind : List.of("svg", "png", "json")) {
            Path file = pictures.resolve("topology-export." + kind);
            Files.deleteIfExists(file);
            dialogs.choose(file);
            Ui.onFx(() -> desk().actions().run("topologies.export." + kind));
            ui().await(kind, () -> desk().toasts().showing().stream()
                    .anyMatch(toast -> toast.text().endsWith("." + kind)));
        }
        assertThat(TopologyJson.read(Files.readString(pictures.resolve("topology-export.json"))))
                .isEqualTo(topology);
        assertThat(Files.readString(pictures.resolve("topology-export.svg")))
                .startsWith("<svg")
                .contains("close-books", "forSettle");
        assertThat(ImageIO.read(pictures.resolve("topology-export.png").toFile())
                        .getWidth())
                .isGreaterThan(1_000);
    }

    @Test
    void threeHundred() {
        Job job = SampleTopologies.topology(seeded, "settle-all");
        Job member = SampleTopologies.member(seeded, "step");
        SampleTopologies.begun(seeded, job, SampleTopologies.large(300, member));
        show(job);
        laidOut(300);
        Pictures.takeAll(ui(), desk(), "topology-300");
        Ui.onFx(() -> {
            drawing().select(Selection.of(new NodeId("w140")));
            canvas().reveal(new NodeId("w140"));
        });
        Pictures.take(ui(), "topology-300-near");
    }

    private List<Job> jobs() {
        List<Job> jobs = Stream.of("close", "settle", "post", "rates", "reprice", "note", "notify")
                .map(name -> SampleTopologies.member(seeded, name))
                .toList();
        seeded.job("recon-hourly");
        SampleTopologies.oneway(seeded, "fire-and-forget");
        return jobs;
    }

    private void show(Job job) {
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("rows", () -> page().model().rows().stream()
                .anyMatch(row -> row.job().id().equals(job.id())));
        Ui.onFx(() -> {
            page().model()
                    .selectedProperty()
                    .set(page().model().rows().stream()
                            .filter(row -> row.job().id().equals(job.id()))
                            .findFirst()
                            .orElseThrow());
            desk().actions().run("topologies.open");
        });
        ui().await(
                        "the editor",
                        () -> Objects.requireNonNull(page().editor())
                                        .model()
                                        .faceProperty()
                                        .get()
                                != EditorViewModel.Face.LOADING);
        ui().pulses(3);
    }

    private void laidOut(int nodes) {
        ui().await(
                        nodes + " nodes",
                        () -> !drawing().settling()
                                && drawing()
                                                .findingsProperty()
                                                .get()
                                                .placement()
                                                .boxes()
                                                .size()
                                        == nodes);
        ui().pulses(3);
    }

    private Drawing drawing() {
        return Objects.requireNonNull(page().editor()).model().drawing();
    }

    private GraphCanvas canvas() {
        return Objects.requireNonNull(page().editor()).canvas();
    }

    private Ui ui() {
        return Objects.requireNonNull(ui);
    }

    private Desk desk() {
        return Objects.requireNonNull(desk);
    }

    private TopologiesPage page() {
        return Objects.requireNonNull(page);
    }
}
