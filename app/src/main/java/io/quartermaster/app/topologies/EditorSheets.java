package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.model.topology.TopologyMerge;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.store.TopologyVersionLine;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What is laid over the editor: its versions, two of them compared, a merge. While one is there the editor's own
/// actions
/// are not; Escape or its arrow closes it. FX thread only.
final class EditorSheets implements VersionActions.Hands, VersionsPane.Hands {
    private final Desk desk;
    private final EditorViewModel model;
    private final StackPane over;
    private final Region main;
    private final ActionSet actions;
    private @Nullable Region sheet;
    private Runnable dispose = () -> {};
    private Runnable restore = () -> {};

    /// @param over what the sheets are laid on
    /// @param main what they cover
    EditorSheets(Desk desk, EditorViewModel model, StackPane over, Region main, ActionSet actions) {
        this.desk = desk;
        this.model = model;
        this.over = over;
        this.main = main;
        this.actions = actions;
        over.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && sheet != null) {
                close();
                event.consume();
            }
        });
    }

    void activate() {
        if (sheet == null) {
            actions.register();
        } else {
            restore.run();
        }
    }

    void deactivate() {
        actions.unregister();
        dispose.run();
        dispose = () -> {};
    }

    /// What is laid over, null for nothing.
    @Nullable
    Region sheet() {
        return sheet;
    }

    @Override
    public void versions() {
        // what is listed is what is stored
        model.saving().save(() -> {});
        lay(() -> {
            VersionsPane pane = new VersionsPane(desk, model, this);
            dispose = pane::dispose;
            return pane;
        });
    }

    @Override
    public void compare() {
        TopologyVersion shown = model.version();
        model.versions().stream()
                .filter(line -> shown == null || line.number() == shown.number())
                .findFirst()
                .ifPresent(line -> compare(VersionsPane.origin(model, line), line));
    }

    @Override
    public void compare(TopologyVersionLine before, TopologyVersionLine after) {
        boolean fromList = sheet instanceof VersionsPane;
        lay(() -> {
            ComparePane pane = new ComparePane(desk, model, before, after, fromList ? this::versions : this::close);
            dispose = pane::dispose;
            return pane;
        });
    }

    @Override
    public void merge() {
        TopologyMerge merge = model.saving().merge();
        TopologyVersion theirs = model.saving().theirsProperty().get();
        if (merge != null && theirs != null) {
            lay(() -> {
                MergePane pane = new MergePane(desk, model, merge, theirs, this::close);
                dispose = pane::dispose;
                return pane;
            });
        }
    }

    @Override
    public void open(TopologyVersionLine line) {
        close();
        model.open(line);
    }

    private void lay(java.util.function.Supplier<Region> made) {
        actions.unregister();
        dispose.run();
        dispose = () -> {};
        Region laid = made.get();
        sheet = laid;
        restore = () -> lay(made);
        over.getChildren().setAll(laid);
        if (laid instanceof VersionsPane pane) {
            pane.list().requestFocus();
        } else {
            laid.lookupAll("#sheet-back").stream().findFirst().ifPresent(javafx.scene.Node::requestFocus);
        }
    }

    @Override
    public void close() {
        if (sheet != null) {
            dispose.run();
            dispose = () -> {};
            sheet = null;
            over.getChildren().setAll(main);
            actions.register();
            main.lookupAll("#topology-canvas").stream().findFirst().ifPresent(javafx.scene.Node::requestFocus);
        }
    }
}
