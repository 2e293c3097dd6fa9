package io.quartermaster.app.topologies;

import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What can be done to the versions of the open topology, and where it leads from here. FX thread only.
final class VersionActions {
    static final String PUBLISH = "topologies.publish";
    static final String DISCARD = "topologies.discard";
    static final String BEGIN = "topologies.begin";
    static final String BEGIN_BLANK = "topologies.begin.blank";
    static final String VERSIONS = "topologies.versions";
    static final String COMPARE = "topologies.compare";
    static final String MERGE = "topologies.merge";
    static final String RUNS = "topologies.runs";
    static final String RUN = "topologies.run";
    static final String DEBUG = "topologies.debug";

    /// What the actions need of the view.
    interface Hands {
        void versions();

        /// Compares what is shown with what it came from.
        void compare();

        void merge();
    }

    private final Texts texts;
    private final EditorViewModel model;
    private final Reasons reasons;
    private final ActionSet actions;
    private @Nullable String note;

    VersionActions(Desk desk, EditorViewModel model, ActionSet actions, Links links, Hands hands) {
        this.texts = desk.texts();
        this.model = model;
        this.actions = actions;
        this.reasons = new Reasons(model, texts);
        actions.add(
                actions.action(PUBLISH, "fth-upload-cloud", () -> model.deeds().publish(note), this::whyNotPublish)
                        .writing()
                        .confirmedBy(() -> ask("publish").askingWhy(because -> note = because)));
        actions.add(actions.action(DISCARD, "fth-archive", () -> model.deeds().discard(), this::whyNotDiscard)
                .writing()
                .confirmedBy(() -> ask("discard")));
        actions.add(actions.action(BEGIN, "fth-edit-2", this::begin, this::whyNotBegin)
                .writing());
        actions.add(
                actions.action(BEGIN_BLANK, "fth-file-plus", () -> model.deeds().begin(0), this::whyNotBlank)
                        .writing());
        actions.add(VERSIONS, "fth-layers", hands::versions, "shortcut+shift+v", () -> null);
        actions.add(COMPARE, "fth-columns", hands::compare, "shortcut+d", this::whyNotCompare);
        actions.add(MERGE, "fth-git-pull-request", hands::merge, "shortcut+m", this::whyNotMerge);
        leads(links);
    }

    private void leads(Links links) {
        var runs = links.runs();
        var run = links.run();
        var debug = links.debug();
        if (runs != null) {
            actions.add(RUNS, "fth-activity", () -> runs.accept(model.job().id()), "shortcut+shift+r", () -> null);
        }
        if (run != null) {
            actions.add(
                    actions.action(RUN, "fth-play", () -> run.accept(model.job().id()), this::whyNotRun)
                            .writing());
        }
        if (debug != null) {
            actions.add(
                    DEBUG,
                    "fth-crosshair",
                    () -> debug.accept(model.job(), Objects.requireNonNull(model.version())),
                    () -> model.version() == null ? texts.get("topologies.why.none") : null);
        }
    }

    private @Nullable String whyNotPublish() {
        TopologyVersion shown = model.version();
        if (shown == null || (shown.state() != State.DRAFT && shown.state() != State.ARCHIVED)) {
            return reasons.whyFixed();
        }
        if (model.saving().keepingProperty().get() == Keeping.STALE) {
            return texts.get("topologies.why.stale");
        }
        Findings findings = model.drawing().findingsProperty().get();
        return findings.sound() && shown.flaw() == null ? null : texts.get("topologies.why.errors", findings.errors());
    }

    private @Nullable String whyNotDiscard() {
        TopologyVersion shown = model.version();
        return shown != null && (shown.state() == State.DRAFT || shown.state() == State.ARCHIVED)
                ? null
                : reasons.whyFixed();
    }

    private @Nullable String whyNotBegin() {
        TopologyVersion shown = model.version();
        if (shown == null) {
            return texts.get("topologies.why.none");
        }
        return shown.state().baseline()
                ? null
                : texts.get("topologies.why.baseline." + shown.state().name());
    }

    private void begin() {
        model.deeds().begin(Objects.requireNonNull(model.version()).number());
    }

    private @Nullable String whyNotBlank() {
        boolean there = model.versions().stream()
                .anyMatch(version -> version.state() == State.DRAFT && version.baseline() == 0);
        return there ? texts.get("topologies.why.blank") : null;
    }

    private @Nullable String whyNotCompare() {
        return model.versions().size() < 2 ? texts.get("topologies.why.single") : null;
    }

    private @Nullable String whyNotMerge() {
        return model.saving().theirsProperty().get() == null ? texts.get("topologies.why.merge") : null;
    }

    private @Nullable String whyNotRun() {
        return model.versions().stream().anyMatch(version -> version.state() == State.PUBLISHED)
                ? null
                : texts.get("topologies.why.unpublished");
    }

    private Confirm ask(String what) {
        return ask(model, texts, what, Objects.requireNonNull(model.version()).number());
    }

    static Confirm ask(EditorViewModel model, Texts texts, String what, int number) {
        String name = model.job().spec().name();
        return new Confirm(
                texts.get("topologies." + what + ".question", name, number),
                texts.get("topologies." + what + ".consequence"),
                name + " v" + number,
                model.workspace().environment(),
                texts.get("topologies." + what));
    }
}
