package io.quartermaster.app.runs;

import io.quartermaster.model.RecordId;
import io.quartermaster.store.TopologyRunRepository.Run;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One run in the list: the same object as long as it is shown, changed in place. FX thread only.
final class RunRow {
    private final RecordId id;
    private final ReadOnlyObjectWrapper<Run> run;

    RunRow(Run run) {
        this.id = run.record().id();
        this.run = new ReadOnlyObjectWrapper<>(this, "run", run);
    }

    RecordId id() {
        return id;
    }

    Run run() {
        return run.get();
    }

    ReadOnlyObjectProperty<Run> runProperty() {
        return run.getReadOnlyProperty();
    }

    void show(Run now) {
        if (!now.equals(run.get())) {
            run.set(now);
        }
    }
}
