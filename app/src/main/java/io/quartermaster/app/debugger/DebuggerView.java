package io.quartermaster.app.debugger;

import io.quartermaster.app.graph.GraphCanvas;
import io.quartermaster.app.graph.Hands;
import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.NodeId;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// A topology on the desk: the canvas, the answers, values and stops beside it, the steps below. FX thread only.
final class DebuggerView extends VBox implements Hands {
    private final DebuggerViewModel model;
    private final Texts texts;
    private final DeskPicture picture;
    private final GraphCanvas canvas;
    private final DebuggerActions actions;
    private final DebuggerBar bar;
    private final AnswersPane answers;
    private final ValuesPane values;
    private final StopsPane stops;
    private final StepsPane steps;
    private final HBox crumbs = new HBox(4);
    private final Subscription following;

    DebuggerView(Desk desk, DebuggerViewModel model) {
        this.model = model;
        this.texts = desk.texts();
        Opening opened = Objects.requireNonNull(model.openingProperty().get());
        DeskWords words = new DeskWords(texts, desk.times(), opened);
        picture = new DeskPicture(model, desk.tasks(), texts);
        canvas = new GraphCanvas(picture, texts, this);
        actions = new DebuggerActions(desk, model, picture, () -> canvas);
        actions.register();
        bar = new DebuggerBar(desk, model, picture, words);
        answers = new AnswersPane(model, texts, words);
        values = new ValuesPane(model, texts, words);
        stops = new StopsPane(model, texts, words);
        steps = new StepsPane(model, texts, desk.times(), words);
        setId("debugger");
        getStyleClass().add("topology-editor");
        SplitPane body = body();
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().setAll(bar, crumbs(), body);
        menu();
        following = Subscription.combine(
                model.standingProperty().subscribe(now -> show()),
                model.stoodProperty().subscribe(now -> standing()),
                model.busyProperty().subscribe(now -> show()),
                model.shown().levelProperty().subscribe((before, now) -> turned()),
                model.answersProperty().subscribe(now -> answers.show()),
                model.shown().selectionProperty().subscribe(now -> selected()),
                texts.languageProperty().subscribe((before, now) -> show()),
                desk.times().zoneProperty().subscribe((before, now) -> show()));
        turned();
    }

    void activate() {
        actions.register();
    }

    void deactivate() {
        actions.unregister();
    }

    /// Another one takes its place.
    void dispose() {
        actions.unregister();
        following.unsubscribe();
        picture.dispose();
    }

    GraphCanvas canvas() {
        return canvas;
    }

    DeskPicture picture() {
        return picture;
    }

    @Override
    public void open(NodeId id) {
        model.shown().showWithin(id);
    }

    private void show() {
        Standing standing = model.standingProperty().get();
        if (standing != null) {
            standing();
            steps.show(standing);
            values.show();
            stops.show();
            answers.show();
        }
    }

    private void standing() {
        Standing standing = model.standingProperty().get();
        if (standing != null) {
            bar.show(standing, model.stoodProperty().get(), model.busyProperty().get());
        }
    }

    private void selected() {
        answers.follow();
        stops.show();
        reveal();
    }

    private void reveal() {
        model.shown().selectionProperty().get().only().ifPresent(id -> {
            var box = picture.placement().box(id);
            if (box != null && !canvas.view().holds(box.centreX(), box.centreY())) {
                canvas.reveal(id);
            }
        });
    }

    private void turned() {
        Level level = Objects.requireNonNull(model.shown().levelProperty().get());
        List<Level> path = level.path();
        crumbs.getChildren().clear();
        for (Level each : path) {
            if (!crumbs.getChildren().isEmpty()) {
                Label slash = new Label("/");
                slash.getStyleClass().add("muted");
                crumbs.getChildren().add(slash);
            }
            crumbs.getChildren().add(crumb(each, each.equals(level)));
        }
        crumbs.setVisible(path.size() > 1);
        crumbs.setManaged(path.size() > 1);
        canvas.fitNext();
        show();
    }

    private Node crumb(Level level, boolean last) {
        if (last) {
            Label here = new Label(level.name());
            here.getStyleClass().add("strong");
            return here;
        }
        Hyperlink link = new Hyperlink(level.name());
        link.setOnAction(event -> model.shown().show(level));
        return link;
    }

    private HBox crumbs() {
        crumbs.setId("debugger-crumbs");
        crumbs.getStyleClass().add("debugger-crumbs");
        crumbs.setAlignment(Pos.CENTER_LEFT);
        return crumbs;
    }

    private SplitPane body() {
        TabPane tabs = new TabPane(tab("answers", answers), tab("values", values), tab("stops", stops));
        tabs.setId("debugger-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.setMinWidth(260);
        SplitPane above = new SplitPane(canvas, tabs);
        above.getStyleClass().add("topology-panes");
        above.setDividerPositions(0.68);
        SplitPane.setResizableWithParent(tabs, false);
        SplitPane all = new SplitPane(above, steps);
        all.setOrientation(Orientation.VERTICAL);
        all.getStyleClass().add("topology-panes");
        all.setDividerPositions(0.76);
        SplitPane.setResizableWithParent(steps, false);
        return all;
    }

    private Tab tab(String id, Node content) {
        Tab tab = new Tab();
        tab.setId("debugger-tab-" + id);
        tab.textProperty().bind(texts.live("debugger.tab." + id));
        tab.setContent(content);
        return tab;
    }

    private void menu() {
        ContextMenu menu = new ContextMenu();
        canvas.setOnContextMenuRequested(event -> {
            Point2D at = canvas.toDrawing(event.getX(), event.getY());
            picture.placement().at(at.getX(), at.getY()).ifPresent(id -> model.shown()
                    .select(Selection.of(id)));
            menu.getItems().setAll(bar.items());
            menu.show(canvas, event.getScreenX(), event.getScreenY());
        });
    }
}
