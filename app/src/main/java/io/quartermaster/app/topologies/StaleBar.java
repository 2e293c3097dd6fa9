package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Hint;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/// Whose save came before ours, and the ways out: to put both together, or to take one of them whole. FX thread only.
final class StaleBar extends HBox {
    private final Desk desk;
    private final Texts texts;
    private final EditorViewModel model;

    StaleBar(Desk desk, EditorViewModel model) {
        this.desk = desk;
        this.texts = desk.texts();
        this.model = model;
        Label says = new Label(null, new FontIcon("fth-alert-triangle"));
        says.setWrapText(true);
        says.setMinHeight(USE_PREF_SIZE);
        Saving saving = model.saving();
        says.textProperty()
                .bind(Bindings.createStringBinding(this::words, saving.theirsProperty(), texts.languageProperty()));
        Button merge = desk.actions().button(VersionActions.MERGE);
        merge.getStyleClass().add("accent");
        merge.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(says, Priority.ALWAYS);
        HBox.setHgrow(space, Priority.SOMETIMES);
        setSpacing(8);
        getChildren()
                .setAll(
                        says,
                        space,
                        button("topology-theirs", "topologies.stale.theirs", saving::takeTheirs),
                        button("topology-mine", "topologies.stale.mine", saving::keepMine),
                        merge);
        setId("topology-stale");
        getStyleClass().add("topology-stale");
        visibleProperty().bind(saving.theirsProperty().isNotNull());
        managedProperty().bind(visibleProperty());
    }

    private String words() {
        TopologyVersion theirs = model.saving().theirsProperty().get();
        if (theirs == null) {
            return "";
        }
        String key = theirs.state() == State.DRAFT
                ? "topologies.stale"
                : "topologies.stale." + theirs.state().name();
        return texts.get(key, theirs.updatedBy(), desk.times().absolute(theirs.updatedAt()));
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
