package io.quartermaster.app.jobs;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One handler in the order in which a job calls them, as it was typed. FX thread only, without a toolkit.
final class HandlerLine {
    final StringProperty name = new SimpleStringProperty(this, "name", "");

    HandlerLine(String name) {
        this.name.set(name);
    }
}
