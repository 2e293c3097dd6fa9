package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.store.TopologyVersionLine;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The two rows over an open topology: which version it is and what becomes of it, and what is done to the drawing. FX
/// thread only.
final class EditorBar extends VBox {
    private final Desk desk;
    private final Texts texts;
    private final ActionRegistry actions;
    private final EditorViewModel model;
    private final EditorView.Ways ways;
    private final IntConsumer up;

    /// @param up leaves to one of the topologies that this one stands in
    EditorBar(
            Desk desk,
            EditorViewModel model,
            EditorView.Ways ways,
            IntConsumer up,
            TextField find,
            ToggleButton asList) {
        this.desk = desk;
        this.texts = desk.texts();
        this.actions = desk.actions();
        this.model = model;
        this.ways = ways;
        this.up = up;
        getStyleClass().add("topology-bar");
        getChildren().setAll(above(), below(find, asList));
    }

    /// The topologies that this one stands in, and its own name.
    private HBox trail() {
        HBox trail = new HBox(4);
        trail.setId("topology-trail");
        trail.setAlignment(Pos.CENTER_LEFT);
        List<String> names = ways.above();
        for (int i = 0; i < names.size(); i++) {
            int level = i;
            Hyperlink link = new Hyperlink(names.get(i));
            link.setId("topology-trail-" + i);
            link.setMinWidth(28);
            link.setOnAction(event -> up.accept(level));
            trail.getChildren().addAll(link, new FontIcon("fth-chevron-right"));
        }
        Label name = new Label(model.job().spec().name());
        name.setId("topology-name");
        name.getStyleClass().add("heading");
        name.setMinWidth(60);
        trail.getChildren().add(name);
        return trail;
    }

    private HBox above() {
        MenuButton versions = new MenuButton();
        versions.setId("topology-versions");
        versions.setMinWidth(USE_PREF_SIZE);
        versions.textProperty().bind(bound(() -> {
            TopologyVersion shown = model.versionProperty().get();
            return shown == null ? texts.get("topologies.version.none") : word(TopologyVersionLine.of(shown));
        }));
        fill(versions);
        versions.setOnShowing(event -> fill(versions));
        Label keeping = new Label();
        keeping.setId("topology-keeping");
        keeping.getStyleClass().addAll("muted", "small");
        keeping.setMinWidth(40);
        keeping.textProperty().bind(bound(this::keeping));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button publish = actions.button(VersionActions.PUBLISH);
        publish.getStyleClass().add("accent");
        publish.setMinWidth(USE_PREF_SIZE);
        Button begin = actions.button(VersionActions.BEGIN);
        begin.setMinWidth(USE_PREF_SIZE);
        ObservableValue<@Nullable String> whyNotBegin = actions.reason(VersionActions.BEGIN);
        begin.visibleProperty().bind(whyNotBegin.map(why -> false).orElse(true));
        begin.managedProperty().bind(begin.visibleProperty());
        HBox row = new HBox(8, actions.iconButton(EditorActions.BACK), trail(), versions, keeping, space, begin);
        for (String lead : List.of(VersionActions.RUNS, VersionActions.DEBUG, VersionActions.RUN)) {
            if (actions.actions().stream().anyMatch(each -> each.id().equals(lead))) {
                row.getChildren().add(actions.iconButton(lead));
            }
        }
        row.getChildren().addAll(more(), publish);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private String word(TopologyVersionLine version) {
        return texts.get("topologies.version." + version.state().name(), version.number());
    }

    private String keeping() {
        return model.editable()
                ? texts.get("topologies.keeping."
                        + model.saving().keepingProperty().get().name())
                : model.versionProperty().get() == null ? "" : texts.get("topologies.keeping.fixed");
    }

    private void fill(MenuButton menu) {
        menu.getItems().clear();
        menu.getItems()
                .addAll(
                        actions.menuItem(VersionActions.VERSIONS),
                        actions.menuItem(VersionActions.COMPARE),
                        new SeparatorMenuItem(),
                        actions.menuItem(VersionActions.BEGIN),
                        actions.menuItem(VersionActions.BEGIN_BLANK));
        if (!model.versions().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        for (TopologyVersionLine version : model.versions()) {
            MenuItem item = new MenuItem(texts.get(
                    "topologies.version.line",
                    word(version),
                    version.updatedBy(),
                    desk.times().relative(version.updatedAt())));
            item.setId("topology-version-" + version.number());
            item.setOnAction(event -> model.open(version));
            menu.getItems().add(item);
        }
    }

    private MenuButton more() {
        MenuButton more = new MenuButton(null, new FontIcon("fth-more-vertical"));
        more.setId("topology-more");
        more.getStyleClass().add("icon-button");
        more.accessibleTextProperty().bind(texts.live("topologies.more"));
        more.getItems()
                .setAll(
                        actions.menuItem(EditorActions.COPY),
                        actions.menuItem(EditorActions.PASTE),
                        actions.menuItem(EditorActions.COPY_ALL),
                        new SeparatorMenuItem(),
                        actions.menuItem("topologies.export.svg"),
                        actions.menuItem("topologies.export.png"),
                        actions.menuItem("topologies.export.json"),
                        new SeparatorMenuItem(),
                        actions.menuItem(EditorActions.INTO),
                        actions.menuItem(VersionActions.VERSIONS),
                        actions.menuItem(VersionActions.COMPARE),
                        actions.menuItem(VersionActions.DISCARD));
        return more;
    }

    private HBox below(TextField find, ToggleButton asList) {
        MenuButton wrap = new MenuButton(null, new FontIcon("fth-git-branch"));
        wrap.setId("topology-wrap");
        wrap.textProperty().bind(texts.live("topologies.wrap"));
        wrap.setMinWidth(USE_PREF_SIZE);
        EditorActions.WRAPS.forEach(kind -> wrap.getItems().add(actions.menuItem(EditorActions.wrap(kind))));
        asList.setId("topology-as-list");
        asList.getStyleClass().add("icon-button");
        asList.accessibleTextProperty().bind(texts.live("topologies.list"));
        Hint.on(asList, texts.live("topologies.list"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(
                4,
                named(EditorActions.UNDO, model.drawing().undoableProperty()),
                named(EditorActions.REDO, model.drawing().redoableProperty()),
                actions.iconButton(EditorActions.DELETE),
                actions.iconButton(EditorActions.CONNECT),
                wrap,
                actions.iconButton(EditorActions.SWAP),
                space,
                find,
                asList,
                actions.iconButton("topologies.zoom.out"),
                actions.iconButton("topologies.zoom.in"),
                actions.iconButton(EditorActions.FIT),
                actions.iconButton(EditorActions.TIDY));
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /// A button that says which deed it is about.
    private Button named(String id, ReadOnlyObjectProperty<@Nullable Said> deed) {
        Button button = actions.iconButton(id);
        ObservableValue<String> words = Bindings.createStringBinding(
                () -> {
                    Said said = deed.get();
                    return said == null ? texts.get(id) : texts.get(id + ".what", said.in(texts));
                },
                deed,
                texts.languageProperty());
        Hint.on(button, words);
        button.accessibleTextProperty().unbind();
        button.accessibleTextProperty().bind(words);
        return button;
    }

    private ObservableValue<String> bound(java.util.concurrent.Callable<String> words) {
        return Bindings.createStringBinding(
                words,
                model.versionProperty(),
                model.saving().keepingProperty(),
                model.blocked(),
                texts.languageProperty());
    }
}
