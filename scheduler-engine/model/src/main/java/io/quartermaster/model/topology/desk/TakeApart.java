package io.quartermaster.model.topology.desk;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes a log apart, line by line, into a [Recording].
final class TakeApart {
    /// Codes a node ends with that its client did not report: the work itself was done well.
    private static final Set<String> OF_LOOPS = Set.of("LOOP", "CONDITION");

    private record Open(Turn turn, Instant began, int index, Map<String, Object> writes) {}

    private record Waiting(Instant until, int index) {}

    private final Spots spots;
    private final Map<Turn, List<Recording.Kept>> turns = new HashMap<>();
    private final Map<NodeKey, List<Recording.Woken>> wakes = new HashMap<>();
    private final List<Due.Deed> deeds = new ArrayList<>();
    private final Map<Spot, Told> elsewhere = new HashMap<>();
    private final Map<NodeKey, Open> open = new HashMap<>();
    private final Map<NodeKey, Open> closed = new HashMap<>();
    private final Map<NodeKey, Waiting> waiting = new HashMap<>();
    private final Map<Turn, Integer> timedOut = new HashMap<>();
    private Instant timedOutAt = Instant.MIN;
    private long timedOutFrom;
    private long timedOutTo;
    private Input.@Nullable Begin begin;
    private Instant began = Instant.MIN;
    private Fact.@Nullable Did setting;
    private Instant last = Instant.MIN;
    private long seq;

    TakeApart(Spots spots) {
        this.spots = spots;
    }

    void take(RunEvent event) {
        if (event.seq() != ++seq) {
            throw new IllegalArgumentException("The log misses line " + seq);
        }
        last = event.at();
        switch (event.fact()) {
            case Fact.Began fact -> {
                begin = new Input.Begin(
                        fact.range(), fact.breakpoints(), fact.parameters(), fact.zones(), fact.triggerTime());
                began = event.at();
            }
            case Fact.Started fact -> {
                woke(fact.node(), event);
                started(fact, event.at());
            }
            case Fact.Waits fact -> {
                woke(fact.node(), event);
                told(fact.node(), NodeStatus.SUCCEED, "", "", event);
                again(fact, event);
                waits(fact);
            }
            case Fact.Ended fact -> {
                woke(fact.node(), event);
                ended(fact, event);
            }
            case Fact.Opened fact -> woke(fact.node(), event);
            case Fact.Answered fact -> woke(fact.node(), event);
            case Fact.Wrote fact -> wrote(fact, event);
            case Fact.Clashed fact -> put(fact.writer(), fact.name(), fact.value());
            case Fact.Did fact -> did(fact, event);
            case Fact.RunTurned fact -> turned(fact, event);
            case Fact.Turned fact -> woke(fact.node(), event);
            case Fact.Reset fact ->
                fact.nodes().forEach(node -> {
                    open.remove(node);
                    woke(node, event);
                });
            case Fact.Sent fact -> {}
            case Fact.Bypassed fact -> {}
            case Fact.Held fact -> {}
            case Fact.Confirmed fact -> {}
            case Fact.Locked fact -> {}
        }
    }

    Recording done() {
        if (begin == null) {
            throw new IllegalArgumentException("The log does not tell how the run began");
        }
        waiting.forEach((node, was) -> woke(node, was, last, Due.UNRECORDED));
        return new Recording(begin, began, turns, wakes, deeds, elsewhere);
    }

    private void started(Fact.Started fact, Instant at) {
        Turn turn = new Turn(fact.node(), fact.pass(), fact.attempt());
        List<Recording.Kept> times = turns.computeIfAbsent(turn, each -> new ArrayList<>());
        times.add(Recording.Kept.NOTHING);
        open.put(fact.node(), new Open(turn, at, times.size() - 1, new HashMap<>()));
    }

    private void ended(Fact.Ended fact, RunEvent event) {
        switch (fact.status()) {
            case SUCCEED -> told(fact.node(), fact.status(), fact.code(), fact.message(), event);
            case FAILED -> {
                boolean looped = OF_LOOPS.contains(fact.code())
                        && spots.node(fact.node())
                                .map(Node::events)
                                .filter(events -> events.loop() != null)
                                .isPresent();
                told(
                        fact.node(),
                        looped ? NodeStatus.SUCCEED : NodeStatus.FAILED,
                        looped ? "" : fact.code(),
                        looped ? "" : fact.message(),
                        event);
            }
            case TIMEOUT -> {
                if (event.seq() != timedOutTo + 1 || !event.at().equals(timedOutAt)) {
                    timedOut.clear();
                    timedOutAt = event.at();
                    timedOutFrom = event.seq();
                }
                timedOutTo = event.seq();
                Open work = open.get(fact.node());
                if (work != null) {
                    timedOut.put(work.turn(), work.index());
                }
                told(fact.node(), fact.status(), fact.code(), fact.message(), event);
            }
            default -> open.remove(fact.node());
        }
    }

    private void told(NodeKey node, NodeStatus status, String code, String message, RunEvent event) {
        Open work = open.remove(node);
        if (work == null) {
            return;
        }
        Told told = new Told(status, code, message, work.writes(), Duration.between(work.began(), event.at()));
        times(work.turn()).set(work.index(), new Recording.Kept(Optional.of(told), null, event.seq()));
        elsewhere.put(spots.of(node), told);
        closed.put(node, work);
    }

    /// What failed was to be tried again.
    private void again(Fact.Waits fact, RunEvent event) {
        Open work = closed.get(fact.node());
        Instant until = fact.until();
        if (fact.what() == NodeState.WaitsFor.RETRY && work != null && until != null) {
            Recording.Kept kept = times(work.turn()).get(work.index());
            times(work.turn())
                    .set(
                            work.index(),
                            new Recording.Kept(kept.told(), Duration.between(event.at(), until), kept.order()));
        }
    }

    private List<Recording.Kept> times(Turn turn) {
        return turns.computeIfAbsent(turn, each -> new ArrayList<>());
    }

    private void waits(Fact.Waits fact) {
        Instant until = fact.until();
        if (until != null) {
            List<Recording.Woken> times = wakes.computeIfAbsent(fact.node(), each -> new ArrayList<>());
            times.add(new Recording.Woken(Duration.ZERO, Due.UNRECORDED));
            waiting.put(fact.node(), new Waiting(until, times.size() - 1));
        }
    }

    /// It no longer waits: because its time had come, or because of what a person did before anybody noticed that.
    private void woke(NodeKey node, RunEvent event) {
        Waiting was = waiting.remove(node);
        if (was != null) {
            woke(node, was, event.at(), event.seq());
        }
    }

    private void woke(NodeKey node, Waiting was, Instant at, long order) {
        List<Recording.Woken> times = wakes.get(node);
        if (times != null && !at.isBefore(was.until())) {
            times.set(was.index(), new Recording.Woken(Duration.between(was.until(), at), order));
        }
    }

    private void wrote(Fact.Wrote fact, RunEvent event) {
        Fact.Did did = setting;
        NodeKey writer = fact.writer();
        if (writer != null) {
            put(writer, fact.name(), fact.value());
        } else if (did != null) {
            deed(new Input.SetParameter(fact.frame(), fact.name(), fact.value(), did.by(), did.reason()), event);
            setting = null;
        }
    }

    private void put(NodeKey writer, String name, Object value) {
        Open work = open.get(writer);
        if (work != null) {
            work.writes().put(name, value);
        }
    }

    private void did(Fact.Did fact, RunEvent event) {
        if (fact.verb() == Verb.SET_PARAMETER) {
            setting = fact;
        } else {
            deed(new Input.Act(fact.verb(), fact.node(), fact.by(), fact.reason()), event);
        }
    }

    /// A run that took too long: what went on in it was not told anything.
    private void turned(Fact.RunTurned fact, RunEvent event) {
        if (fact.to() != RunStatus.TIMEOUT) {
            return;
        }
        long order = event.seq();
        if (event.seq() == timedOutTo + 1 && event.at().equals(timedOutAt)) {
            order = timedOutFrom;
            timedOut.forEach((turn, index) -> times(turn).set(index, Recording.Kept.NOTHING));
        }
        deeds.add(new Due.Deed(deeds.size(), new Input.Overdue(), event.at(), order));
    }

    private void deed(Input input, RunEvent event) {
        deeds.add(new Due.Deed(deeds.size(), input, event.at(), event.seq()));
    }
}
