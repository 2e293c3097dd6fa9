package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run's log tells of times, tries and people, which its newest state alone does not: made by one pass over the
/// lines. Immutable when made.
final class Story {
    private final Map<NodeKey, List<Attempt>> attempts = new HashMap<>();
    private final Map<NodeKey, List<Bar>> bars = new LinkedHashMap<>();
    private final Map<NodeKey, Bar> open = new HashMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Written> writes = new ArrayList<>();
    private final Map<NodeKey, Long> touched = new HashMap<>();
    private final Map<NodeKey, Long> settled = new HashMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;
    private @Nullable String setter;

    private Story() {}

    static Story of(Iterable<RunEvent> events) {
        Story story = new Story();
        events.forEach(story::take);
        story.open.values().forEach(bar -> story.addBar(bar));
        return story;
    }

    /// Oldest first.
    List<Attempt> attempts(NodeKey key) {
        return attempts.getOrDefault(key, List.of());
    }

    /// By the node, in the order they were first come to; each node's oldest first.
    Map<NodeKey, List<Bar>> bars() {
        return bars;
    }

    List<Deed> deeds(@Nullable NodeKey key) {
        return deeds.stream().filter(deed -> Objects.equals(deed.node(), key)).toList();
    }

    List<Deed> deeds() {
        return deeds;
    }

    List<Written> writes() {
        return writes;
    }

    /// The write that gave a parameter this value; empty when the definition or the trigger did.
    Optional<Written> write(String name, int version, @Nullable NodeKey writer) {
        return writes.reversed().stream()
                .filter(each -> each.taken()
                        && each.name().equals(name)
                        && each.version() == version
                        && Objects.equals(each.writer(), writer))
                .findFirst();
    }

    /// The line at which a node's turn came, 0 before.
    long touched(NodeKey key) {
        return touched.getOrDefault(key, 0L);
    }

    /// The line since which nobody waits for the node any more, 0 while somebody does.
    long settled(NodeKey key) {
        return settled.getOrDefault(key, 0L);
    }

    Optional<Instant> first() {
        return Optional.ofNullable(first);
    }

    Optional<Instant> last() {
        return Optional.ofNullable(last);
    }

    private void take(RunEvent event) {
        Instant at = event.at();
        first = first == null ? at : first;
        last = at;
        switch (event.fact()) {
            case Fact.Waits fact -> {
                touch(fact.node(), event);
                // an attempt that failed for now is waited for all the same
                settled.remove(fact.node());
                // a loop waits after a pass: the pass is over, and went well
                close(fact.node(), at, NodeStatus.SUCCEED);
                endAttempt(fact.node(), at, null, "", "");
                begin(new Bar(fact.node(), Bar.Kind.WAIT, 0, 0, at, null, null));
            }
            case Fact.Started fact -> {
                touch(fact.node(), event);
                settled.remove(fact.node());
                tries(fact.node()).add(Attempt.begun(fact, at));
                begin(new Bar(fact.node(), Bar.Kind.WORK, fact.pass(), fact.attempt(), at, null, null));
            }
            case Fact.Sent fact -> lastTry(fact.node(), attempt -> attempt.sentTo(fact));
            case Fact.Turned fact -> turn(fact, event);
            case Fact.Ended fact -> end(fact, event);
            case Fact.Held fact -> {
                settled.remove(fact.node());
                begin(new Bar(fact.node(), Bar.Kind.HOLD, 0, 0, at, null, null));
            }
            case Fact.Confirmed fact -> {
                settled.put(fact.node(), event.seq());
                close(fact.node(), at, null);
            }
            case Fact.Reset fact -> fact.nodes().forEach(key -> forget(key, at));
            case Fact.Bypassed fact -> fact.nodes().forEach(key -> settled.put(key, event.seq()));
            case Fact.Did fact -> {
                setter = fact.verb() == Verb.SET_PARAMETER ? fact.by() : setter;
                deeds.add(new Deed(fact.verb(), fact.node(), fact.by(), fact.reason(), at));
            }
            case Fact.Wrote fact ->
                writes.add(new Written(
                        fact.frame(),
                        fact.name(),
                        fact.value(),
                        fact.version(),
                        fact.writer(),
                        fact.writer() == null ? setter : null,
                        true,
                        at));
            case Fact.Clashed fact ->
                writes.add(new Written(
                        fact.frame(), fact.name(), fact.value(), fact.found(), fact.writer(), null, false, at));
            case Fact.Began fact -> {}
            case Fact.Opened fact -> {}
            case Fact.Answered fact -> {}
            case Fact.Locked fact -> {}
            case Fact.RunTurned fact -> {}
        }
    }

    private void touch(NodeKey key, RunEvent event) {
        touched.putIfAbsent(key, event.seq());
    }

    private void turn(Fact.Turned fact, RunEvent event) {
        Instant at = event.at();
        NodeKey key = fact.node();
        Bar now = open.get(key);
        int pass = now == null ? 0 : now.pass();
        int attempt = now == null ? 0 : now.attempt();
        switch (fact.to()) {
            case PAUSED -> begin(new Bar(key, Bar.Kind.PAUSE, pass, attempt, at, null, null));
            case EXECUTING -> {
                settled.remove(key);
                begin(new Bar(key, Bar.Kind.WORK, pass, attempt, at, null, null));
            }
            default -> {
                close(key, at, null);
                if (fact.to().ended()) {
                    settled.put(key, event.seq());
                }
            }
        }
    }

    private void end(Fact.Ended fact, RunEvent event) {
        NodeKey key = fact.node();
        touch(key, event);
        settled.put(key, event.seq());
        endAttempt(key, event.at(), fact.status(), fact.code(), fact.message());
        if (open.containsKey(key)) {
            close(key, event.at(), fact.status());
        } else {
            addBar(new Bar(key, Bar.Kind.MOMENT, 0, 0, event.at(), event.at(), fact.status()));
        }
    }

    private void forget(NodeKey key, Instant at) {
        close(key, at, null);
        endAttempt(key, at, null, "", "");
        touched.remove(key);
        settled.remove(key);
    }

    private void endAttempt(NodeKey key, Instant at, @Nullable NodeStatus how, String code, String message) {
        lastTry(key, attempt -> attempt.ended() == null ? attempt.over(at, how, code, message) : attempt);
    }

    private List<Attempt> tries(NodeKey key) {
        return attempts.computeIfAbsent(key, node -> new ArrayList<>());
    }

    private void lastTry(NodeKey key, java.util.function.UnaryOperator<Attempt> change) {
        List<Attempt> tries = attempts.get(key);
        if (tries != null && !tries.isEmpty()) {
            tries.set(tries.size() - 1, change.apply(tries.getLast()));
        }
    }

    private void begin(Bar bar) {
        close(bar.node(), bar.from(), null);
        open.put(bar.node(), bar);
    }

    private void close(NodeKey key, Instant at, @Nullable NodeStatus how) {
        Bar now = open.remove(key);
        if (now != null) {
            addBar(now.until(at, how));
        }
    }

    private void addBar(Bar bar) {
        bars.computeIfAbsent(bar.node(), node -> new ArrayList<>()).add(bar);
    }
}
