package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.ActionRegistry;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyVersion;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
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

    EditorBar(Desk desk, EditorViewModel model, TextField find, ToggleButton asList) {
        this.desk = desk;
        this.texts = desk.texts();
        this.actions = desk.actions();
        this.model = model;
        getStyleClass().add("topology-bar");
        getChildren().setAll(above(), below(find, asList));
    }

    private HBox above() {
        Label name = new Label(model.job().spec().name());
        name.getStyleClass().add("heading");
        name.setMinWidth(60);
        MenuButton versions = new MenuButton();
        versions.setId("topology-versions");
        versions.setMinWidth(USE_PREF_SIZE);
        versions.textProperty().bind(bound(() -> {
            TopologyVersion shown = model.versionProperty().get();
            return shown == null ? texts.get("topologies.version.none") : word(shown);
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
        Button publish = actions.button(EditorActions.PUBLISH);
        publish.getStyleClass().add("accent");
        publish.setMinWidth(USE_PREF_SIZE);
        Button begin = actions.button(EditorActions.BEGIN);
        begin.setMinWidth(USE_PREF_SIZE);
        ObservableValue<@Nullable String> whyNotBegin = actions.reason(EditorActions.BEGIN);
        begin.visibleProperty().bind(whyNotBegin.map(why -> false).orElse(true));
        begin.managedProperty().bind(begin.visibleProperty());
        HBox row = new HBox(
                8, actions.iconButton(EditorActions.BACK), name, versions, keeping, space, begin, more(), publish);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private String word(TopologyVersion version) {
        return texts.get("topologies.version." + version.state().name(), version.number());
    }

    private String keeping() {
        return model.editable()
                ? texts.get(
                        "topologies.keeping." + model.keepingProperty().get().name())
                : model.versionProperty().get() == null ? "" : texts.get("topologies.keeping.fixed");
    }

    private void fill(MenuButton menu) {
        menu.getItems().clear();
        menu.getItems().addAll(actions.menuItem(EditorActions.BEGIN), actions.menuItem(EditorActions.BEGIN_BLANK));
        if (!model.versions().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        for (TopologyVersion version : model.versions()) {
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
                        actions.menuItem(EditorActions.DISCARD));
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
                words, model.versionProperty(), model.keepingProperty(), model.blocked(), texts.languageProperty());
    }
}
