package io.quartermaster.app.topologies;

import io.quartermaster.model.topology.MergeConflict;
import io.quartermaster.model.topology.MergeConflict.Side;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyDiff;
import io.quartermaster.model.topology.TopologyMerge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// A merge while a person decides. What is not decided stands as mine, and nothing can be saved before all is decided.
/// FX thread only, without a toolkit.
final class Merging {
    private final TopologyMerge merge;
    private final Topology mine;
    private final Map<MergeConflict, Side> choices = new HashMap<>();
    private final ReadOnlyObjectWrapper<TopologyMerge.Merged> result;

    Merging(TopologyMerge merge, Topology mine) {
        this.merge = merge;
        this.mine = mine;
        this.result = new ReadOnlyObjectWrapper<>(this, "result", merge.result(choices));
    }

    List<MergeConflict> conflicts() {
        return merge.conflicts();
    }

    @Nullable
    Side choice(MergeConflict conflict) {
        return choices.get(conflict);
    }

    void choose(MergeConflict conflict, Side side) {
        choices.put(conflict, side);
        result.set(merge.result(choices));
    }

    void chooseAll(Side side) {
        conflicts().forEach(each -> choices.put(each, side));
        result.set(merge.result(choices));
    }

    int undecided() {
        return conflicts().size() - choices.size();
    }

    ReadOnlyObjectProperty<TopologyMerge.Merged> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What saving would do to the drawing.
    TopologyDiff incoming() {
        return TopologyDiff.of(mine, result.get().topology());
    }
}
