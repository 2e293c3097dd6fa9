package io.quartermaster.app.runs;

import io.quartermaster.app.graph.Badge;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is seen of a run, in words. FX thread only.
final class RunWords {
    private final Texts texts;
    private final Times times;

    RunWords(Texts texts, Times times) {
        this.texts = texts;
        this.times = times;
    }

    String word(Standing standing) {
        return texts.get(standing.look().key());
    }

    String verb(Verb verb) {
        return texts.get(RunActions.of(verb));
    }

    /// What stands on a node of the picture.
    Badge badge(NodeFold fold, Shown shown) {
        Standing standing = fold.standing();
        return new Badge(
                standing.look().token(),
                standing.look().icon(),
                word(standing),
                note(fold, shown.at()),
                progress(fold, shown),
                standing.beside());
    }

    /// How far a node is, as its copies or its handler tell; below 0 when nobody does.
    private static double progress(NodeFold fold, Shown shown) {
        NodeKey key = fold.key();
        if (fold.many() || key == null || fold.progress() >= 0) {
            return fold.progress();
        }
        return shown.progress(key).map(said -> Share.of(said.line())).orElse(Badge.UNKNOWN);
    }

    /// What else there is to say of a node, shortly: how many copies are over, which pass, how long.
    String note(NodeFold fold, Instant now) {
        List<String> said = new ArrayList<>();
        NodeState state = fold.state();
        if (fold.many()) {
            said.add(fold.over() + "/" + fold.keys().size());
        } else if (fold.parts() > 0 && fold.standing().active()) {
            said.add(fold.done() + "/" + fold.parts());
        }
        if (fold.node().events().loop() != null
                && state.pass() > 0
                && !fold.standing().over()) {
            said.add(texts.get("runs.pass", state.pass()));
        }
        Boolean answer = state.answer();
        if (answer != null && !fold.many()) {
            said.add(texts.get("graph.answer." + answer));
        }
        if (!fold.many()) {
            if (state.attempt() > 1) {
                said.add(texts.get("runs.attempt", state.attempt()));
            }
            took(fold.node(), state, now).ifPresent(took -> said.add(times.duration(took)));
        }
        return String.join(" · ", said);
    }

    /// How long the newest attempt took, or has taken.
    static java.util.Optional<Duration> took(Node node, NodeState state, Instant now) {
        Instant began = state.began();
        if (began == null || !(node.part() instanceof Part.Work)) {
            return java.util.Optional.empty();
        }
        Instant end = state.ended() == null ? now : state.ended();
        return java.util.Optional.of(Duration.between(began, end.isBefore(began) ? began : end));
    }

    /// Why a node waits, with until when; empty when it does not.
    String waits(NodeState state, Instant now) {
        NodeState.WaitsFor what = state.waitsFor();
        if (what == null) {
            return "";
        }
        Instant until = state.until();
        return texts.get(
                "runs.waits." + what.name().toLowerCase(Locale.ROOT),
                until == null || until.isBefore(now) ? "" : times.duration(Duration.between(now, until)));
    }

    /// A parameter's value, short enough for a line.
    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
            default -> String.valueOf(value);
        };
    }
}
