package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Exports;
import io.quartermaster.app.graph.Finding;
import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Hands;
import io.quartermaster.app.graph.Placement;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import java.util.Map;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Point2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// One topology open: palette at the left, picture or list in the middle, the selection's fields at the right, problems
/// below. FX thread only.
final class EditorView extends VBox implements EditorActions.Hands, Hands {
    private final Desk desk;
    private final Texts texts;
    private final EditorViewModel model;
    private final Drawing drawing;
    private final Runnable leave;
    private final GraphCanvas canvas;
    private final EditorActions actions;
    private final TextField find = new TextField();
    private final ToggleButton asList = new ToggleButton(null, new FontIcon("fth-list"));
    private Subscription active = Subscription.EMPTY;

    EditorView(Desk desk, EditorViewModel model, Runnable leave) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.drawing = model.drawing();
        this.leave = leave;
        this.canvas = new GraphCanvas(drawing, texts, this);
        this.actions = new EditorActions(desk, model, this);
        setId("topology-editor");
        getStyleClass().add("topology-editor");
        actions.register();
        EditorBar bar = new EditorBar(desk, model, find, asList);
        Faces faces = new Faces(texts, body());
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        getChildren().setAll(bar, stale(), faces);
        model.faceProperty().subscribe(face -> show(faces, face));
        model.members().subscribe(canvas::requestLayout);
        search();
        drop();
    }

    EditorViewModel model() {
        return model;
    }

    void activate() {
        actions.register();
        active.unsubscribe();
        active = desk.times().ticker().nowProperty().subscribe((before, now) -> model.pulse());
        model.refresh();
    }

    void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
        model.save(() -> {});
        actions.unregister();
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
        EditorViewModel.Keeping keeping = model.keepingProperty().get();
        if (keeping != EditorViewModel.Keeping.STALE && keeping != EditorViewModel.Keeping.FAILED) {
            leave.run();
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
                        leave);
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
        Said did = places.size() == 1
                ? Said.of(
                        "topologies.did.move",
                        drawing.nameOf(places.keySet().iterator().next()))
                : Said.of("topologies.did.move.many", places.size());
        drawing.edit(did, Edits.places(drawing.topology(), places));
    }

    private SplitPane body() {
        NodeList list = new NodeList(model, texts);
        StackPane middle = new StackPane(canvas, list);
        list.visibleProperty().bind(asList.selectedProperty());
        canvas.visibleProperty().bind(asList.selectedProperty().not());
        VBox.setVgrow(middle, Priority.ALWAYS);
        VBox centre = new VBox(middle, new ProblemsPane(drawing, texts, this::goTo));
        centre.setMinWidth(240);
        PalettePane palette = new PalettePane(model, texts, this::add);
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

    /// Into the selected edge, or free-standing.
    private void add(Member member) {
        Edge edge = drawing.selection().edge();
        add(member, edge, null);
    }

    private void add(Member member, @Nullable Edge into, Node.@Nullable Place place) {
        io.quartermaster.model.topology.Problem.Kind why = member.why();
        if (why != null) {
            desk.toasts().show(texts.get("topologies.unfit." + why.name()));
        } else if (!model.editable()) {
            desk.toasts().show(actions.whyFixed());
        } else {
            drawing.edit(
                    Said.of("topologies.did.add", member.name()),
                    into == null
                            ? Edits.add(drawing.topology(), member.part(), member.name(), place)
                            : Edits.split(drawing.topology(), into, member.part(), member.name()));
        }
    }

    private void drop() {
        canvas.setOnDragOver(event -> {
            if (dragged(event) != null && model.editable()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        canvas.setOnDragDropped(event -> {
            Member member = dragged(event);
            if (member != null) {
                Point2D at = canvas.toDrawing(event.getX(), event.getY());
                Edge edge = canvas.edgeAt(at);
                Node.Place place = new Node.Place(
                        Math.round(at.getX() - Placement.WORK_WIDTH / 2),
                        Math.round(at.getY() - Placement.WORK_HEIGHT / 2));
                add(member, edge, place);
            }
            event.setDropCompleted(member != null);
            event.consume();
        });
    }

    private @Nullable Member dragged(DragEvent event) {
        String text = event.getDragboard().getString();
        if (text == null || !text.startsWith(PalettePane.DRAGGED)) {
            return null;
        }
        String id = text.substring(PalettePane.DRAGGED.length());
        return model.members().stream()
                .filter(member -> Long.toString(member.job().id().value()).equals(id))
                .findFirst()
                .orElse(null);
    }

    private void search() {
        find.setId("topology-find");
        find.setPrefColumnCount(11);
        find.promptTextProperty().bind(texts.live("topologies.find"));
        find.accessibleTextProperty().bind(texts.live("topologies.find"));
        find.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                Finding.next(drawing, find.getText()).ifPresent(this::goTo);
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
                Button begin = desk.actions().button(EditorActions.BEGIN_BLANK);
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
                canvas.requestFocus();
            }
        }
    }

    /// Whose save came before ours, and the two ways out.
    private HBox stale() {
        Label says = new Label(null, new FontIcon("fth-alert-triangle"));
        says.setWrapText(true);
        ObservableValue<String> words = Bindings.createStringBinding(
                () -> {
                    io.quartermaster.model.topology.TopologyVersion theirs =
                            model.theirsProperty().get();
                    return theirs == null
                            ? ""
                            : texts.get(
                                    "topologies.stale",
                                    theirs.updatedBy(),
                                    desk.times().absolute(theirs.updatedAt()));
                },
                model.theirsProperty(),
                texts.languageProperty());
        says.textProperty().bind(words);
        Button theirs = button("topology-theirs", "topologies.stale.theirs", model::takeTheirs);
        Button mine = button("topology-mine", "topologies.stale.mine", model::keepMine);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox banner = new HBox(8, says, space, theirs, mine);
        banner.setId("topology-stale");
        banner.getStyleClass().add("topology-stale");
        banner.visibleProperty().bind(model.theirsProperty().isNotNull());
        banner.managedProperty().bind(banner.visibleProperty());
        return banner;
    }

    private Button button(String id, String key, Runnable handler) {
        Button button = new Button();
        button.setId(id);
        button.textProperty().bind(texts.live(key));
        button.setMinWidth(USE_PREF_SIZE);
        Hint.on(button, texts.live(key + ".help"));
        button.setOnAction(event -> handler.run());
        return button;
    }
}
