package io.quartermaster.app.platform;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;

/// A connection's environment as colour and word.
public final class EnvironmentBadge extends Label {
    public EnvironmentBadge(Environment environment) {
        getStyleClass().add("env-badge");
        setMinWidth(USE_PREF_SIZE);
        show(environment);
    }

    public EnvironmentBadge(ObservableValue<Environment> environment) {
        this(environment.getValue());
        // The badge subscribes for as long as it is in a scene, so the observable does not hold badges that are gone.
        sceneProperty().flatMap(scene -> environment).subscribe(now -> {
            if (now != null) {
                show(now);
            }
        });
    }

    private void show(Environment environment) {
        for (Environment each : Environment.values()) {
            getStyleClass().remove(each.styleClass());
        }
        getStyleClass().add(environment.styleClass());
        setText(environment.word());
    }
}
