package io.quartermaster.app.debugger;

import io.quartermaster.model.topology.desk.Stop;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The stops of what lies on the desk, those that are off among them. FX thread only, without a toolkit.
final class Stops {
    private final ObservableList<StopLine> lines = FXCollections.observableArrayList();

    /// Read only.
    ObservableList<StopLine> lines() {
        return lines;
    }

    /// Adds a stop, or takes it away.
    void toggle(Stop stop) {
        if (!lines.removeIf(line -> line.stop().equals(stop))) {
            lines.add(new StopLine(stop, true));
        }
    }

    /// Adds a stop that is not there.
    void add(Stop stop) {
        if (lines.stream().noneMatch(line -> line.stop().equals(stop))) {
            lines.add(new StopLine(stop, true));
        }
    }

    void turn(StopLine line, boolean on) {
        lines.replaceAll(each -> each.equals(line) ? new StopLine(line.stop(), on) : each);
    }

    void remove(StopLine line) {
        lines.remove(line);
    }

    void clear() {
        lines.clear();
    }
}
