package io.quartermaster.model.topology;

import io.quartermaster.model.Param;
import org.jspecify.annotations.Nullable;

/// Where two people changed the same thing, each in another way: somebody has to choose. Immutable.
public sealed interface MergeConflict {
    /// Whose change is taken.
    enum Side {
        MINE,
        THEIRS;

        public Side other() {
            return this == MINE ? THEIRS : MINE;
        }
    }

    /// Both changed one field of a node. The choice is between the two values; of a node's own parameters, only between
    /// those that both changed.
    record OfField(NodeField field, Node base, Node mine, Node theirs) implements MergeConflict {}

    /// One removed a node that the other changed, or joined to something else. The choice of who removed it removes it,
    /// the other keeps it as the other left it. Both halves of a gateway are one conflict, that of the opening half.
    record OfRemoval(Side removedBy, Node base, Node left) implements MergeConflict {}

    /// Both changed a parameter of the topology.
    ///
    /// @param base   null when both added it
    /// @param mine   null when I removed it
    /// @param theirs null when they removed it
    record OfParameter(String name, @Nullable Param base, @Nullable Param mine, @Nullable Param theirs)
            implements MergeConflict {}
}
