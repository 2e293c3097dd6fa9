package io.quartermaster.app.jobs;

import io.quartermaster.app.platform.Texts;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;

/// A choice of a few, all in sight. FX thread only.
final class Segments<E extends Enum<E>> extends HBox {
    Segments(Texts texts, String id, ObjectProperty<E> value, E[] all, String prefix) {
        ToggleGroup group = new ToggleGroup();
        for (E each : all) {
            ToggleButton button = new ToggleButton();
            button.setId("job-" + id + "-" + each.name());
            button.textProperty().bind(texts.live(prefix + each.name()));
            button.getStyleClass()
                    .add(each == all[0] ? "left-pill" : each == all[all.length - 1] ? "right-pill" : "center-pill");
            button.setToggleGroup(group);
            button.setMinWidth(USE_PREF_SIZE);
            button.setUserData(each);
            // pressing what is chosen already must not leave nothing chosen
            button.setOnAction(event -> {
                value.set(each);
                button.setSelected(true);
            });
            getChildren().add(button);
        }
        value.subscribe(now -> group.getToggles().forEach(toggle -> toggle.setSelected(toggle.getUserData() == now)));
    }
}
