package io.quartermaster.app.jobs;

import io.quartermaster.model.Param;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One parameter as it is typed. FX thread only.
final class ParamRow {
    final StringProperty name = new SimpleStringProperty(this, "name");
    final ObjectProperty<Param.Type> type = new SimpleObjectProperty<>(this, "type");
    final StringProperty value = new SimpleStringProperty(this, "value");

    ParamRow(Param param) {
        name.set(param.name());
        type.set(param.type());
        value.set(param.value());
    }

    Param param() {
        return new Param(name.get().strip(), type.get(), value.get());
    }
}
