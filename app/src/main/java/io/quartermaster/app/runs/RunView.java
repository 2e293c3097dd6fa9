package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Finding;
import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Hands;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Faces;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.beans.property.SimpleStringProperty;
import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;

/// One run open: its picture, timeline or list, the selected node at the right, its time at the foot. FX thread only.
final class RunView extends VBox implements Hands {
    /// A change is to be seen within half a second.
    private static final Duration PULSE = Duration.millis(200);
    private static final int CALM = 5;

    private final Desk desk;
    private final Texts texts;
    private final RunViewModel model;
    private final RunPicture picture;
    private final GraphCanvas canvas;
    private final RunHeader header;
    private final RunInspector inspector;
    private final Crumbs crumbs;
    private final TimeSlider slider;
    private final AttentionBar attention;
    private final WishBar wishes;
    private final TimelineView timeline;
    private final RunNodes list;
    private final javafx.animation.Timeline pulse = new javafx.animation.Timeline(new KeyFrame(PULSE, event -> beat()));
    private Subscription active = Subscription.EMPTY;
    private int beats;

    RunView(Desk desk, RunViewModel model, Consumer<TraceId> openTrace, Runnable back) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        RunWords words = new RunWords(texts, desk.times());
        this.picture = new RunPicture(model, words, desk.tasks(), texts);
        this.canvas = new GraphCanvas(picture, texts, this);
        this.header = new RunHeader(desk, model, back);
        this.inspector = new RunInspector(desk, model, words, openTrace);
        this.crumbs = new Crumbs(model, texts, this::look);
        this.slider = new TimeSlider(model, texts, desk.times());
        this.attention = new AttentionBar(model, texts, this::goTo);
        this.wishes = new WishBar(model, texts);
        this.timeline = new TimelineView(model, texts, desk.times());
        this.list = new RunNodes(model, words, texts, desk.times());
        setId("run-view");
        getStyleClass().add("run-view");
        VBox ready = new VBox(crumbs, body(), slider);
        Faces faces = new Faces(texts, ready);
        faces.getStyleClass().add("page-body");
        VBox.setVgrow(faces, Priority.ALWAYS);
        getChildren().setAll(header, attention, wishes, faces);
        model.faceProperty().subscribe(face -> show(faces, face));
        model.trailProperty().subscribe((before, now) -> {
            if (before.steps().size() != now.steps().size()) {
                canvas.fitNext();
            }
        });
        canvas.setOnContextMenuRequested(this::menu);
        // pressed, not released: an arrow that nobody takes moves the focus away
        canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        pulse.setCycleCount(Animation.INDEFINITE);
    }

    RunViewModel model() {
        return model;
    }

    GraphCanvas canvas() {
        return canvas;
    }

    RunPicture picture() {
        return picture;
    }

    void activate() {
        Times times = desk.times();
        active.unsubscribe();
        active = Subscription.combine(
                times.ticker().nowProperty().subscribe((before, now) -> {
                    model.pulse();
                    header.showFreshness();
                    wishes.show();
                }),
                texts.languageProperty().subscribe((before, now) -> relabel()),
                times.zoneProperty().subscribe((before, now) -> relabel()));
        pulse.play();
        model.refresh();
    }

    void deactivate() {
        active.unsubscribe();
        active = Subscription.EMPTY;
        pulse.stop();
    }

    /// A node was clicked twice: a topology is opened in place.
    @Override
    public void open(NodeId id) {
        Shown now = model.shownProperty().get();
        boolean nested = now != null
                && now.folded()
                        .node(id)
                        .filter(fold -> fold.node().part() instanceof Part.Nested)
                        .isPresent();
        if (nested) {
            model.go(model.trailProperty().get().into(id));
        }
    }

    private void key(KeyEvent event) {
        NodeId node = model.selectedProperty().get();
        boolean taken = true;
        switch (event.getCode()) {
            case LEFT, RIGHT, UP, DOWN -> canvas.walk(event.getCode());
            case PLUS, EQUALS, ADD -> canvas.zoom(1);
            case MINUS, SUBTRACT -> canvas.zoom(-1);
            case DIGIT0, NUMPAD0 -> canvas.fit();
            case BACK_SPACE -> up();
            case ENTER -> {
                if (node != null) {
                    open(node);
                }
            }
            default -> taken = false;
        }
        if (taken && !event.isShortcutDown() && !event.isAltDown()) {
            event.consume();
        }
    }

    /// Finds the next node whose name has these letters.
    private void goTo(NodeKey key) {
        model.show(key);
        canvas.reveal(key.node());
    }

    private void look(String letters) {
        Finding.next(picture, letters).ifPresent(id -> {
            model.selectedProperty().set(id);
            canvas.reveal(id);
        });
    }

    /// Puts the cursor into the field that finds a node.
    void find() {
        crumbs.find();
    }

    private void up() {
        Trail trail = model.trailProperty().get();
        if (trail.steps().size() > 1) {
            model.go(trail.upTo(trail.steps().size() - 1));
        }
    }

    private void beat() {
        beats++;
        // what has ended may be begun again by somebody else
        if (model.goesOn() || beats % CALM == 0) {
            model.refresh();
        }
    }

    private void relabel() {
        header.show();
        attention.show();
        inspector.draw();
        crumbs.relabel();
        slider.show();
        wishes.show();
        timeline.requestLayout();
        list.refresh();
    }

    private SplitPane body() {
        StackPane middle = new StackPane(canvas, timeline, list);
        canvas.visibleProperty().bind(header.lookProperty().isEqualTo(RunHeader.Look.GRAPH));
        timeline.visibleProperty().bind(header.lookProperty().isEqualTo(RunHeader.Look.TIMELINE));
        list.visibleProperty().bind(header.lookProperty().isEqualTo(RunHeader.Look.LIST));
        middle.setMinWidth(240);
        SplitPane.setResizableWithParent(inspector, false);
        inspector.setPrefWidth(300);
        inspector.setMinWidth(220);
        SplitPane panes = new SplitPane(middle, inspector);
        panes.getStyleClass().add("topology-panes");
        panes.setDividerPositions(0.7);
        VBox.setVgrow(panes, Priority.ALWAYS);
        return panes;
    }

    private void menu(ContextMenuEvent event) {
        Point2D at = canvas.toDrawing(event.getX(), event.getY());
        picture.placement().at(at.getX(), at.getY()).ifPresent(id -> model.selectedProperty()
                .set(id));
        ContextMenu menu = new ContextMenu();
        menu.setId("run-menu");
        NodeFold fold = model.selectedFold().orElse(null);
        if (fold == null) {
            RunActions.OF_RUN.forEach(verb -> menu.getItems().add(desk.actions().menuItem(RunActions.of(verb))));
            menu.getItems().add(desk.actions().menuItem(RunActions.of(Verb.SET_PARAMETER)));
        } else {
            RunActions.OF_NODE.forEach(
                    verb -> menu.getItems().add(desk.actions().menuItem(RunActions.of(verb))));
            if (fold.node().part() instanceof Part.Nested) {
                MenuItem within = new MenuItem(texts.get("runs.panel.within"), new FontIcon("fth-git-merge"));
                within.setOnAction(chosen -> open(fold.node().id()));
                menu.getItems().addAll(new SeparatorMenuItem(), within);
            }
        }
        menu.show(canvas, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    private void show(Faces faces, RunViewModel.Face face) {
        switch (face) {
            case LOADING -> faces.showLoading();
            case NOT_BEGUN ->
                faces.showEmpty(
                        "fth-clock", texts.live("runs.face.notbegun"), texts.live("runs.face.notbegun.todo"), null);
            case NO_LOG -> {
                TriggerRecord record = model.recordProperty().get();
                String error = record == null ? null : record.error();
                faces.showEmpty(
                        "fth-slash",
                        texts.live("runs.face.nolog"),
                        error == null ? texts.live("runs.face.nolog.todo") : new SimpleStringProperty(error),
                        null);
            }
            case BROKEN -> {
                Trouble trouble = Objects.requireNonNull(model.troubleProperty().get());
                faces.showBroken(
                        texts.live("runs.face.broken", desk.times().absolute(trouble.since())),
                        new SimpleStringProperty(trouble.cause()),
                        model::refresh);
            }
            case READY -> faces.showContent();
        }
    }
}
