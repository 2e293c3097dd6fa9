package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
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
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions, comparisons and merges photographed for people to look at.
class VersionPicturesTest {
    @TempDir
    Path home;

    private final Seeded seeded = new Seeded();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final StackPane root = new StackPane();
    private @Nullable Ui ui;
    private @Nullable Desk desk;
    private @Nullable TopologiesPage page;
    private @Nullable Job job;

    @BeforeEach
    void open() {
        ui = Ui.open(stage -> {
            BackgroundTasks tasks = BackgroundTasks.pooled(failure -> {
                throw new AssertionError("unheard", failure);
            });
            desk = Desks.of(home, new Texts(Language.ENGLISH), new AnsweringDialogs(), tasks);
            desk.theme().start();
            desk.theme().loadFonts();
            Consumer<Object> nowhere = what -> {};
            page = new TopologiesPage(
                    desk,
                    workspace,
                    () -> {},
                    Links.NONE
                            .withRuns(nowhere::accept)
                            .withRun(nowhere::accept)
                            .withDebug((of, version) -> {}));
            root.getChildren().setAll(page.view());
            Scene scene = new Scene(root, 1_000, 700);
            desk.theme().apply(scene);
            stage.setScene(scene);
            page.activate();
        });
        seed();
    }

    @AfterEach
    void close() {
        Ui.onFx(() -> page().deactivate());
        ui().close();
        desk().tasks().close();
        seeded.close();
    }

    private void seed() {
        List<Job> jobs = Stream.of("close", "settle", "post", "rates", "reprice", "note", "notify")
                .map(name -> SampleTopologies.member(seeded, name))
                .toList();
        seeded.job("recon-hourly");
        SampleTopologies.oneway(seeded, "fire-and-forget");
        Job nested = SampleTopologies.topology(seeded, "month-end");
        Job made = SampleTopologies.topology(seeded, "settle-eod");
        Topology one = SampleTopologies.endOfDay(jobs, nested);
        seeded.client("settle-app", "settleHandler", "SIMPLE");
        SampleTopologies.published(seeded, made, one);
        Outcome.Saved two = (Outcome.Saved) seeded.database().topologies().begin(made, 1, changed(one), Seeded.BEN);
        seeded.database()
                .topologies()
                .publish(made, 2, two.version().revision(), Seeded.BEN, "rates are asked for half as often");
        SampleTopologies.begun(seeded, made, Topology.blank());
        seeded.database().topologies().discard(made, 3, 1, Seeded.ANNA);
        seeded.database().topologies().begin(made, 2, changed(one), Seeded.ANNA);
        job = made;
    }

    /// Renamed, rewired, one node less, one more, another condition, other parameters.
    private static Topology changed(Topology one) {
        Topology now = Edits.delete(one, Set.of(new NodeId("post")));
        now = Edits.split(now, Edge.of("close", "both"), Part.task(3), "check-totals")
                .topology();
        now = Edits.change(now, new NodeId("due"), node -> node.withPart(new Part.Condition("forSettle && count > 7")));
        now = Edits.change(now, new NodeId("rates"), node -> node.withName("wait-for-all-rates")
                .withEvents(new Events(false, new Events.Loop("ratesReady", Duration.ofSeconds(60), 20), null)));
        return now.withParameters(Stream.concat(
                        now.parameters().stream().filter(each -> !each.name().equals("count")),
                        Stream.of(new Param("count", Param.Type.INT, "8"), new Param("day", Param.Type.STRING, "")))
                .toList());
    }

    @Test
    void versions() {
        show();
        Ui.onFx(() -> desk().actions().run(VersionActions.VERSIONS));
        ui().node("#versions-table");
        Pictures.takeAll(ui(), desk(), "topology-versions");
    }

    @Test
    void aComparison() {
        show();
        Ui.onFx(() -> sheets().compare(
                        editor().model().versions().getLast(),
                        editor().model().versions().getFirst()));
        ui().node("#diff-list .list-cell:filled");
        ui().pulses(4);
        Pictures.takeAll(ui(), desk(), "topology-diff");
    }

    @Test
    void aMerge() {
        show();
        Topology base = editor().model().drawing().topology();
        Topology mine = Edits.change(base, new NodeId("rates"), node -> node.withFailure(FailureScope.BRANCH)
                .withName("rates-of-the-day"));
        Topology undone = Edits.change(
                Edits.delete(mine, Set.of(new NodeId("skip"))),
                new NodeId("due"),
                node -> node.withPart(new Part.Condition("forSettle")));
        Ui.onFx(() -> editor().model().drawing().edit(Said.of("topologies.did.tidy"), undone));
        Topology theirs = Edits.change(base, new NodeId("rates"), node -> node.withName("wait-for-rates-and-fees"));
        theirs = Edits.change(theirs, new NodeId("skip"), node -> node.withName("note-and-mail"));
        theirs = Edits.change(
                theirs, new NodeId("due"), node -> node.withPart(new Part.Condition("forSettle && count > 9")));
        theirs = Edits.split(theirs, Edge.of("notify", "end"), Part.task(2), "archive")
                .topology();
        seeded.database().topologies().save(Objects.requireNonNull(job), 4, 1, theirs, Seeded.BEN);
        Ui.onFx(() -> editor().model().saving().save(() -> {}));
        ui().await("theirs", () -> editor().model().saving().theirsProperty().get() != null);
        Pictures.takeAll(ui(), desk(), "topology-stale-merge");
        Ui.onFx(() -> desk().actions().run(VersionActions.MERGE));
        ui().node("#conflict-1-theirs");
        ui().click("#conflict-1-theirs");
        ui().node("#diff-list .list-cell:filled");
        ui().pulses(4);
        Pictures.takeAll(ui(), desk(), "topology-merge");
    }

    @Test
    void parametersAndPalette() {
        show();
        Ui.onFx(() -> editor().model().drawing().select(Selection.NOTHING));
        Pictures.takeAll(ui(), desk(), "topology-parameters");
    }

    private void show() {
        Ui.onFx(() -> workspace.set(seeded.workspace()));
        ui().await("rows", () -> page().model().rows().size() == 2);
        Ui.onFx(() -> {
            page().model().selectedProperty().set(page().model().rows().getLast());
            desk().actions().run("topologies.open");
        });
        ui().await(
                        "the drawing",
                        () -> editor().model().version() != null
                                && !editor().model().drawing().settling()
                                && !editor().model()
                                        .drawing()
                                        .placement()
                                        .boxes()
                                        .isEmpty());
        ui().pulses(4);
    }

    private EditorView editor() {
        return Objects.requireNonNull(page().editor());
    }

    private EditorSheets sheets() {
        return editor().sheets();
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
