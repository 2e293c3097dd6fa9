package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Exports;
import io.quartermaster.app.graph.Finding;
import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Hands;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One topology open: palette at the left, picture or list in the middle, the selection's fields at the right, problems
/// below. Versions, comparisons and merges are laid over it. FX thread only.
final class EditorView extends StackPane implements EditorActions.Hands, Hands {
    /// Where the editor is left to.
    interface Ways {
        void back();

        /// Opens a topology that stands within this one.
        void into(Member nested);

        /// The names of the topologies that this one stands in, the outermost first.
        List<String> above();

        /// Leaves to one of those above.
        void up(int level);
    }

    private final Desk desk;
    private final Texts texts;
    private final EditorViewModel model;
    private final Drawing drawing;
    private final Ways ways;
    private final GraphCanvas canvas;
    private final ActionSet actions;
    private final EditorSheets sheets;
    private final TextField find = new TextField();
    private final ToggleButton asList = new ToggleButton(null, new FontIcon("fth-list"));
    private final VBox main;
    private Subscription active = Subscription.EMPTY;

    EditorView(Desk desk, EditorViewModel model, Links links, Ways ways) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.drawing = model.drawing();
        this.ways = ways;
        this.canvas = new GraphCanvas(drawing, texts, this);
        this.actions = new ActionSet(desk, causes());
        this.main = new VBox();
        this.sheets = new EditorSheets(desk, model, this, main, actions);
        PaletteDrops drops = new PaletteDrops(desk, model, canvas);
        Runnable mend = () -> desk.actions().run(Mending.MEND);
        PalettePane palette = new PalettePane(model, texts, drops, mend);
        new EditorActions(desk, model, actions, this);
        new VersionActions(desk, model, actions, links, sheets);
        ActionSet mending = new ActionSet(desk, causesWith(palette));
        mending.add(new Mending(desk, model, palette.selected()).action(mending));
        actions.with(mending);
        setId("topology-editor");
        getStyleClass().add("topology-editor");
        actions.register();
        Faces faces = new Faces(texts, body(palette, drops));
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        main.getChildren()
                .setAll(new EditorBar(desk, model, ways, this::up, find, asList), new StaleBar(desk, model), faces);
        getChildren().setAll(main);
        model.faceProperty().subscribe(face -> show(faces, face));
        model.members().subscribe(canvas::requestLayout);
        search();
    }

    private Observable[] causes() {
        return new Observable[] {
            drawing.topologyProperty(),
            drawing.selectionProperty(),
            drawing.findingsProperty(),
            drawing.undoableProperty(),
            drawing.redoableProperty(),
            model.versionProperty(),
            model.saving().keepingProperty(),
            model.saving().theirsProperty(),
            model.blocked(),
            model.versions(),
            texts.languageProperty()
        };
    }

    private Observable[] causesWith(PalettePane palette) {
        return new Observable[] {palette.selected(), model.members(), texts.languageProperty()};
    }

    EditorViewModel model() {
        return model;
    }

    EditorSheets sheets() {
        return sheets;
    }

    void activate() {
        sheets.activate();
        active.unsubscribe();
        active = desk.times().ticker().nowProperty().subscribe((before, now) -> model.pulse());
        model.refresh();
    }

    void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
        model.saving().save(() -> {});
        sheets.deactivate();
    }

    @Override
    public GraphCanvas canvas() {
        return canvas;
    }

    @Override
    public void find() {
        find.requestFocus();
        find.selectAll();
    }

    @Override
    public void back() {
        leaving(ways::back);
    }

    /// Goes on at once when nothing can be lost, else asks.
    private void leaving(Runnable then) {
        Keeping keeping = model.saving().keepingProperty().get();
        if (keeping != Keeping.STALE && keeping != Keeping.FAILED) {
            then.run();
            return;
        }
        String name = model.job().spec().name();
        desk.dialogs()
                .confirm(
                        new Confirm(
                                texts.get("topologies.leave.question", name),
                                texts.get("topologies.leave.consequence"),
                                name,
                                model.workspace().environment(),
                                texts.get("topologies.leave")),
                        then);
    }

    /// Leaves to a topology that this one stands in.
    private void up(int level) {
        leaving(() -> ways.up(level));
    }

    @Override
    public void open(NodeId id) {
        drawing.topology()
                .node(id)
                .map(Node::part)
                .filter(Part.Nested.class::isInstance)
                .map(part -> drawing.known().members().get(((Part.Nested) part).job()))
                .ifPresent(nested -> leaving(() -> ways.into(nested)));
    }

    @Override
    public void export(String kind) {
        new Exports(desk, drawing, canvas).save(model.job().spec().name(), kind);
    }

    @Override
    public boolean editable() {
        return model.editable();
    }

    @Override
    public @Nullable String refusal(NodeId from, NodeId to) {
        EdgeRefusal why = EdgeRefusal.of(drawing.topology(), from, to);
        return why == null ? null : texts.get("topologies.edge." + why.name());
    }

    @Override
    public void connect(NodeId from, NodeId to) {
        drawing.edit(
                Said.of("topologies.did.connect", drawing.nameOf(from), drawing.nameOf(to)),
                Edits.connect(drawing.topology(), from, to));
    }

    @Override
    public void move(Map<NodeId, Node.Place> places) {
        drawing.move(places);
    }

    private SplitPane body(PalettePane palette, PaletteDrops drops) {
        NodeList list = new NodeList(model, texts);
        StackPane middle = new StackPane(canvas, list, drops.ghost());
        list.visibleProperty().bind(asList.selectedProperty());
        canvas.visibleProperty().bind(asList.selectedProperty().not());
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox centre = new VBox(middle, new ProblemsPane(model, desk, this::goTo));
        centre.setMinWidth(240);
        Inspector inspector = new Inspector(model, texts);
        SplitPane.setResizableWithParent(palette, false);
        SplitPane.setResizableWithParent(inspector, false);
        palette.setPrefWidth(196);
        palette.setMinWidth(140);
        inspector.setPrefWidth(256);
        inspector.setMinWidth(180);
        SplitPane panes = new SplitPane(palette, centre, inspector);
        panes.getStyleClass().add("topology-panes");
        panes.setDividerPositions(0.2, 0.73);
        return panes;
    }

    private void goTo(NodeId id) {
        drawing.select(Selection.of(id));
        canvas.reveal(id);
    }

    private void search() {
        find.setId("topology-find");
        find.setPrefColumnCount(11);
        find.promptTextProperty().bind(texts.live("topologies.find"));
        find.accessibleTextProperty().bind(texts.live("topologies.find"));
        find.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                Finding.next(drawing, find.getText())
                        .ifPresentOrElse(this::goTo, () -> model.toast("topologies.find.none", find.getText()));
                event.consume();
            } else if (event.getCode() == KeyCode.ESCAPE) {
                find.clear();
                canvas.requestFocus();
                event.consume();
            }
        });
    }

    private void show(Faces faces, EditorViewModel.Face face) {
        switch (face) {
            case LOADING -> faces.showLoading();
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live("topologies.face.broken", desk.times().absolute(trouble.since())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
            case BLANK -> {
                Button begin = desk.actions().button(VersionActions.BEGIN_BLANK);
                begin.setId("topology-begin");
                begin.getStyleClass().add("accent");
                faces.showEmpty(
                        "fth-git-merge",
                        texts.live("topologies.face.blank"),
                        texts.live("topologies.face.blank.todo"),
                        begin);
            }
            case READY -> {
                faces.showContent();
                focus();
            }
        }
    }

    /// The keys are the canvas's, as soon as it is on the screen: what lies in a split pane comes a frame later.
    private void focus() {
        if (canvas.getScene() == null) {
            Subscription[] once = {Subscription.EMPTY};
            once[0] = canvas.sceneProperty().subscribe((before, now) -> {
                once[0].unsubscribe();
                Platform.runLater(canvas::requestFocus);
            });
        } else {
            canvas.requestFocus();
        }
    }
}
