package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Action;
import io.quartermaster.app.platform.Confirm;
import io.quartermaster.app.platform.Desk;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The verbs that are done to a run and its nodes, each through the one gate: enabled by the run's own guards alone,
/// asked about with a list of what they reach, and with a reason. FX thread only.
final class RunActions {
    static final List<Verb> OF_NODE = List.of(
            Verb.RETRY,
            Verb.SKIP,
            Verb.CONFIRM,
            Verb.TRIGGER,
            Verb.RESET,
            Verb.PAUSE,
            Verb.RESUME,
            Verb.LOCK,
            Verb.UNLOCK,
            Verb.CANCEL_NODE);
    static final List<Verb> OF_RUN = List.of(Verb.PAUSE_RUN, Verb.RESUME_RUN, Verb.CANCEL_RUN);
    /// How much of what a verb reaches is listed by name.
    private static final int LISTED = 8;

    private final Desk desk;
    private final Texts texts;
    /// Grows with whatever may change what can be done.
    private final LongProperty changes = new SimpleLongProperty(this, "changes");
    private @Nullable RunViewModel model;
    private Subscription following = Subscription.EMPTY;
    private @Nullable Asked asked;

    /// What a person was asked about, so that nothing else is done when the selection moves meanwhile.
    private record Asked(RunViewModel of, Verb verb, @Nullable NodeKey node, String name, @Nullable String reason) {}

    RunActions(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
    }

    /// The action of a verb; its text has the same key.
    static String of(Verb verb) {
        return "runs.verb." + verb.name().toLowerCase(Locale.ROOT);
    }

    void register() {
        Stream.concat(OF_NODE.stream(), OF_RUN.stream()).forEach(verb -> desk.actions()
                .register(Action.of(of(verb), of(verb), icon(verb), this::act)
                        .writing()
                        .disabledWhile(reason(verb))
                        .confirmedBy(() -> question(verb))));
        desk.actions()
                .register(Action.of(
                                of(Verb.SET_PARAMETER),
                                of(Verb.SET_PARAMETER),
                                icon(Verb.SET_PARAMETER),
                                () -> new SetParameterSheet(desk, Objects.requireNonNull(model)).open())
                        .writing()
                        .disabledWhile(reason(Verb.SET_PARAMETER)));
    }

    /// Whose verbs these are from now on; null while no run is open.
    void follow(@Nullable RunViewModel now) {
        following.unsubscribe();
        model = now;
        following = now == null
                ? Subscription.EMPTY
                : Subscription.combine(
                        now.shownProperty().subscribe(shown -> changed()),
                        now.selectedProperty().subscribe(node -> changed()),
                        now.troubleProperty().subscribe(trouble -> changed()));
        changed();
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }

    private ObservableValue<@Nullable String> reason(Verb verb) {
        return Bindings.createObjectBinding(
                () -> model == null
                        ? texts.get("runs.why.none")
                        : model.refusal(verb).orElse(null),
                changes,
                texts.languageProperty());
    }

    private Confirm question(Verb verb) {
        RunViewModel of = Objects.requireNonNull(model);
        TriggerRecord run = Objects.requireNonNull(of.recordProperty().get());
        NodeKey node = verb.ofRun() ? null : of.selectedFold().orElseThrow().key();
        String whole = texts.get("runs.name", run.jobName(), run.id().toString());
        String name = node == null ? whole : of.name(node);
        asked = new Asked(of, verb, node, name, null);
        String word = texts.get(of(verb));
        Confirm confirm = new Confirm(
                        texts.get("runs.ask", word, name),
                        texts.get(of(verb) + ".consequence") + "\n" + reached(of, verb),
                        node == null ? whole : whole + " · " + node,
                        of.workspace().environment(),
                        word)
                .askingWhy(reason -> asked = new Asked(of, verb, node, name, reason));
        return verb == Verb.CANCEL_RUN ? confirm.asIrreversible() : confirm;
    }

    /// The dry run: what else the verb would touch, by name.
    private String reached(RunViewModel of, Verb verb) {
        List<NodeKey> reach = of.reach(verb);
        if (reach.isEmpty()) {
            return texts.get("runs.reach.none");
        }
        List<String> lines = new ArrayList<>();
        lines.add(texts.get("runs.reach", reach.size()));
        reach.stream().limit(LISTED).map(key -> "• " + of.name(key)).forEach(lines::add);
        if (reach.size() > LISTED) {
            lines.add(texts.get("runs.reach.more", reach.size() - LISTED));
        }
        return String.join("\n", lines);
    }

    private void act() {
        Asked what = Objects.requireNonNull(asked);
        String why = what.reason() == null ? "" : what.reason();
        String by = what.of().workspace().actor().who();
        what.of().ask(new Input.Act(what.verb(), what.node(), by, why), what.name());
    }

    static String icon(Verb verb) {
        return switch (verb) {
            case TRIGGER -> "fth-play";
            case PAUSE, PAUSE_RUN -> "fth-pause";
            case RESUME, RESUME_RUN -> "fth-play-circle";
            case SKIP -> "fth-skip-forward";
            case RETRY -> "fth-refresh-ccw";
            case RESET -> "fth-rotate-ccw";
            case LOCK -> "fth-lock";
            case UNLOCK -> "fth-unlock";
            case CANCEL_NODE, CANCEL_RUN -> "fth-slash";
            case CONFIRM -> "fth-check";
            case SET_PARAMETER -> "fth-edit-2";
        };
    }
}
