package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.EnvironmentBadge;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The rows over the canvas: what lies on the desk and where it came from; what can be done; the virtual clock, what is
/// next, and why it stands still. FX thread only.
final class DebuggerBar extends VBox {
    private static final int MOST_COPIES = 30;

    private final Desk desk;
    private final Texts texts;
    private final DebuggerViewModel model;
    private final DeskPicture picture;
    private final DeskWords words;
    private final ActionRegistry actions;
    private final Label clock = new Label();
    private final Label next = new Label();
    private final Label halt = new Label();
    private final StringProperty nextTip = new SimpleStringProperty("");
    private final StringProperty haltTip = new SimpleStringProperty("");

    DebuggerBar(Desk desk, DebuggerViewModel model, DeskPicture picture, DeskWords words) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        this.picture = picture;
        this.words = words;
        this.actions = desk.actions();
        getStyleClass().add("topology-bar");
        getChildren().setAll(origin(), buttons(), clock());
    }

    /// Where it stands.
    void show(Standing standing, Driving.@Nullable Stood stood, boolean busy) {
        clock.setText(desk.times().absolute(standing.now()));
        String ahead = busy ? texts.get("debugger.busy") : words.next(standing);
        next.setText(ahead);
        nextTip.set(ahead);
        String why = busy || stood == null ? "" : words.stood(stood);
        halt.setText(why);
        haltTip.set(why);
        halt.setVisible(!why.isEmpty());
        halt.setManaged(!why.isEmpty());
    }

    private HBox origin() {
        Opening opened = words.opening();
        Label name = new Label(opened.name());
        name.getStyleClass().add("heading");
        name.setMinWidth(80);
        Label from = new Label();
        from.setId("debugger-origin");
        from.textProperty()
                .bind(texts.live(
                        opened.recorded().isPresent() ? "debugger.origin.run" : "debugger.origin",
                        opened.origin().connection(),
                        desk.times().absoluteLive(opened.origin().at())));
        from.getStyleClass().addAll("muted", "small");
        from.setGraphic(new FontIcon("fth-lock"));
        Hint.on(from, from.textProperty());
        // the name has its room first
        from.setMinWidth(0);
        from.setPrefWidth(0);
        from.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(from, Priority.ALWAYS);
        HBox row = new HBox(
                8,
                name,
                new EnvironmentBadge(opened.origin().environment()),
                from,
                actions.iconButton(DebuggerPage.OPEN));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox buttons() {
        var go = actions.button(DebuggerActions.GO_ON);
        go.getStyleClass().add("accent");
        go.setMinWidth(USE_PREF_SIZE);
        var step = actions.button(DebuggerActions.STEP);
        step.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(
                4,
                go,
                actions.iconButton(DebuggerActions.HALT),
                new Separator(Orientation.VERTICAL),
                actions.iconButton(DebuggerActions.RESTART),
                actions.iconButton(DebuggerActions.BACK),
                step,
                actions.iconButton(DebuggerActions.INTO),
                actions.iconButton(DebuggerActions.OVER),
                actions.iconButton(DebuggerActions.OUT),
                new Separator(Orientation.VERTICAL),
                actions.iconButton(DebuggerActions.RUN_TO),
                actions.iconButton(DebuggerActions.STOP),
                actions.iconButton(DebuggerActions.PASS),
                verbs(),
                space,
                actions.iconButton("debugger.zoom.out"),
                actions.iconButton("debugger.zoom.in"),
                actions.iconButton(DebuggerActions.FIT));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private HBox clock() {
        Label virtual = new Label();
        virtual.textProperty().bind(texts.live("debugger.clock"));
        virtual.getStyleClass().addAll("muted", "small");
        virtual.setMinWidth(USE_PREF_SIZE);
        clock.setId("debugger-clock");
        clock.setGraphic(new FontIcon("fth-clock"));
        clock.getStyleClass().addAll("mono", "strong");
        clock.setMinWidth(USE_PREF_SIZE);
        next.setId("debugger-next");
        next.getStyleClass().add("muted");
        next.setMinWidth(0);
        Hint.on(next, nextTip);
        halt.setId("debugger-halt");
        halt.setGraphic(new FontIcon("fth-pause-circle"));
        halt.getStyleClass().add("debugger-halt");
        halt.setMinWidth(120);
        Hint.on(halt, haltTip);
        HBox row = new HBox(8, virtual, clock, next, halt);
        row.getStyleClass().add("debugger-clock");
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private MenuButton verbs() {
        MenuButton menu = new MenuButton(null, new FontIcon("fth-tool"));
        menu.setId("debugger-verbs");
        menu.textProperty().bind(texts.live("debugger.verbs"));
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setOnShowing(event -> menu.getItems().setAll(items()));
        // a menu without entries is never about to show
        menu.getItems().setAll(new MenuItem());
        return menu;
    }

    /// What can be done to the selected node, or to the run; what cannot be done says why.
    List<MenuItem> items() {
        Optional<Node> node = picture.selectedNode();
        List<MenuItem> items = new java.util.ArrayList<>();
        node.ifPresent(selected -> {
            List<NodeKey> keys = model.shown().keys(selected.id());
            if (keys.isEmpty()) {
                items.addAll(verbs(new NodeKey(
                        java.util.Objects.requireNonNull(
                                        model.shown().levelProperty().get())
                                .body(),
                        selected.id())));
            } else if (keys.size() == 1) {
                items.addAll(verbs(keys.getFirst()));
            } else {
                keys.stream().limit(MOST_COPIES).forEach(key -> {
                    Menu copy = new Menu(words.node(key));
                    copy.getItems().setAll(verbs(key));
                    items.add(copy);
                });
            }
            items.add(new SeparatorMenuItem());
            items.add(actions.menuItem(DebuggerActions.OPEN_WITHIN));
            items.add(new SeparatorMenuItem());
        });
        for (Verb verb : Verb.values()) {
            if (verb.ofRun() && verb != Verb.SET_PARAMETER) {
                items.add(item(verb, null));
            }
        }
        return items;
    }

    private List<MenuItem> verbs(NodeKey key) {
        return java.util.Arrays.stream(Verb.values())
                .filter(verb -> !verb.ofRun())
                .map(verb -> item(verb, key))
                .toList();
    }

    private MenuItem item(Verb verb, @Nullable NodeKey key) {
        Optional<String> refusal = model.refusal(verb, key);
        MenuItem item = new MenuItem(refusal.filter(why -> !why.isEmpty())
                .map(why -> texts.get("platform.action.blocked", words.verb(verb), why))
                .orElseGet(() -> words.verb(verb)));
        item.setId("debugger-verb-" + verb.name());
        item.setDisable(refusal.isPresent());
        item.setOnAction(event -> model.act(verb, key));
        return item;
    }
}
