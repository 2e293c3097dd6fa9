package io.quartermaster.app.topologies;

import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyJson;
import java.util.Objects;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/// Nodes on the clipboard, as JSON: so they also go to another topology, or into a message to somebody. FX thread only.
final class Clip {
    private final EditorViewModel model;

    Clip(EditorViewModel model) {
        this.model = model;
    }

    void copySelection() {
        Drawing drawing = model.drawing();
        put(Edits.part(drawing.topology(), drawing.selection().nodes()));
    }

    void copyAll() {
        put(model.drawing().topology());
    }

    private static void put(Topology topology) {
        ClipboardContent content = new ClipboardContent();
        content.putString(TopologyJson.pretty(topology));
        Clipboard.getSystemClipboard().setContent(content);
    }

    void paste() {
        String text = Objects.requireNonNullElse(Clipboard.getSystemClipboard().getString(), "");
        Topology copied;
        try {
            copied = TopologyJson.read(text);
        } catch (IllegalArgumentException e) {
            model.toast("topologies.paste.wrong");
            return;
        }
        Drawing drawing = model.drawing();
        Edits.Grown grown = Edits.paste(drawing.topology(), copied);
        drawing.edit(Said.of("topologies.did.paste", grown.fresh().size()), grown);
    }
}
