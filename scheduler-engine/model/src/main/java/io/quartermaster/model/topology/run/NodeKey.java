package io.quartermaster.model.topology.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quartermaster.model.topology.NodeId;

/// Names one node of a run: the node of the definition, and in which frame of the run it stands.
///
/// @param frame empty for the topology itself, else the [Frame]'s id
public record NodeKey(String frame, NodeId node) {
    public static NodeKey top(String node) {
        return new NodeKey("", new NodeId(node));
    }

    /// The inverse of [#toString].
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static NodeKey of(String text) {
        int slash = text.lastIndexOf('/');
        return new NodeKey(slash < 0 ? "" : text.substring(0, slash), new NodeId(text.substring(slash + 1)));
    }

    /// For instance `check`, or `split#3/check` in the third copy of a branch.
    @Override
    @JsonValue
    public String toString() {
        return frame.isEmpty() ? node.value() : frame + "/" + node;
    }
}
