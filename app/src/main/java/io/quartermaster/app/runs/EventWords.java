package io.quartermaster.app.runs;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A line of a run's log as a sentence. FX thread only.
final class EventWords {
    private final Texts texts;

    EventWords(Texts texts) {
        this.texts = texts;
    }

    /// @param names how the nodes are called
    String of(Fact fact, Function<NodeKey, String> names) {
        return switch (fact) {
            case Fact.Began began -> say("began");
            case Fact.Waits waits ->
                say("waits." + waits.what().name().toLowerCase(Locale.ROOT), names.apply(waits.node()));
            case Fact.Started it ->
                it.pass() > 1 || it.attempt() > 1
                        ? say("started.again", names.apply(it.node()), it.pass(), it.attempt())
                        : say("started", names.apply(it.node()));
            case Fact.Sent sent -> say("sent", names.apply(sent.node()), sent.client());
            case Fact.Opened it ->
                say("opened", names.apply(it.node()), it.copies().size());
            case Fact.Answered it -> say("answered", names.apply(it.node()), texts.get("graph.answer." + it.answer()));
            case Fact.Ended it ->
                say(
                        "ended",
                        names.apply(it.node()),
                        texts.get(Standing.of(it.status()).look().key()));
            case Fact.Bypassed it -> say("bypassed", it.nodes().size());
            case Fact.Wrote it -> say("wrote", it.name(), RunWords.value(it.value()), who(it.writer(), names));
            case Fact.Clashed it -> say("clashed", it.name(), RunWords.value(it.value()), names.apply(it.writer()));
            case Fact.Held it -> say("held", names.apply(it.node()));
            case Fact.Confirmed it -> say("confirmed", names.apply(it.node()));
            case Fact.Turned it ->
                say(
                        "turned",
                        names.apply(it.node()),
                        texts.get(Standing.of(it.to()).look().key()));
            case Fact.Locked it -> say(it.locked() ? "locked" : "unlocked", names.apply(it.node()));
            case Fact.Reset it -> say("reset", it.nodes().size());
            case Fact.Did it -> say("did", it.by(), texts.get(RunActions.of(it.verb())), who(it.node(), names));
            case Fact.RunTurned it ->
                say("run", texts.get("records.status." + it.to().name()));
        };
    }

    private String say(String key, Object... args) {
        return texts.get("runs.fact." + key, args);
    }

    private String who(@Nullable NodeKey key, Function<NodeKey, String> names) {
        return key == null ? texts.get("runs.fact.nobody") : names.apply(key);
    }
}
