package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Why the shown version cannot be changed. FX thread only.
final class Reasons {
    private final EditorViewModel model;
    private final Texts texts;

    Reasons(EditorViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    /// Why a version cannot be changed, or what else is in the way.
    @Nullable
    String fixed(Supplier<@Nullable String> otherwise) {
        return model.editable() ? otherwise.get() : whyFixed();
    }

    String whyFixed() {
        TopologyVersion shown = model.version();
        if (shown == null) {
            return texts.get("topologies.why.none");
        }
        String blocked = model.blocked().getValue();
        if (blocked != null && shown.state() == State.DRAFT) {
            return blocked;
        }
        return shown.flaw() != null
                ? texts.get("topologies.why.flaw", shown.flaw())
                : texts.get("topologies.why.fixed." + shown.state().name(), shown.number());
    }
}
