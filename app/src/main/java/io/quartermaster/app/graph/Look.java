package io.quartermaster.app.graph;

import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;

/// How a kind of node looks: icon, word, and the name of its colour's token. Immutable.
public record Look(String key, String icon, String token) {
    public static Look of(Part part) {
        return switch (part) {
            case Part.Start start -> new Look("start", "fth-play", "ok");
            case Part.End end -> new Look("end", "fth-square", "neutral");
            case Part.Task task -> new Look("task", "fth-cpu", "running");
            case Part.Nested nested -> new Look("topology", "fth-git-merge", "skipped");
            case Part.Parallel parallel -> new Look("parallel", "fth-plus", "accent-text");
            case Part.Condition condition -> new Look("condition", "fth-help-circle", "waiting");
            case Part.Sharding sharding -> new Look("sharding", "fth-copy", "accent-text");
            case Part.CrossZone zones -> new Look("cross-zone", "fth-globe", "accent-text");
            case Part.Close close -> new Look("close", "fth-minus", "neutral");
        };
    }

    public static Look of(Node node) {
        return of(node.part());
    }

    /// Key of the word for the kind.
    public String word() {
        return "graph.kind." + key;
    }
}
