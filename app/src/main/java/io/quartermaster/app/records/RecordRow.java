package io.quartermaster.app.records;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One record in the table: the same object as long as it is shown, changed in place. FX thread only.
public final class RecordRow {
    private final RecordId id;
    private final ReadOnlyObjectWrapper<TriggerRecord> record;

    RecordRow(TriggerRecord record) {
        this.id = record.id();
        this.record = new ReadOnlyObjectWrapper<>(this, "record", record);
    }

    public RecordId id() {
        return id;
    }

    public TriggerRecord record() {
        return record.get();
    }

    public ReadOnlyObjectProperty<TriggerRecord> recordProperty() {
        return record.getReadOnlyProperty();
    }

    void show(TriggerRecord now) {
        if (!now.equals(record.get())) {
            record.set(now);
        }
    }
}
