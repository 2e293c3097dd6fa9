package io.quartermaster.model.topology.run;

import io.quartermaster.model.topology.Conditions.BadCondition;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What beginning and ending a node does.
final class Work {
    /// The codes of failures that no client reported.
    static final String CONDITION = "CONDITION";

    static final String SHARDING = "SHARDING";
    static final String ZONES = "ZONES";
    static final String LOOP = "LOOP";

    private final RunState state;
    private final Log log;
    private final Advance advance;

    Work(RunState state, Log log, Advance advance) {
        this.state = state;
        this.log = log;
        this.advance = advance;
    }

    /// Its turn has come.
    void begin(NodeKey key) {
        NodeState now = state.node(key);
        Events events = nodeOf(key).events();
        boolean tried = now.attempt() > 0;
        if (now.locked()) {
            log.add(new Fact.Waits(key, NodeState.WaitsFor.UNLOCK, null));
        } else if (!tried && events.delay() != null && events.delay().isPositive()) {
            log.add(new Fact.Waits(key, NodeState.WaitsFor.DELAY, log.now().plus(events.delay())));
        } else {
            again(key);
        }
    }

    /// What it waited for has come.
    void waited(NodeKey key) {
        NodeState now = state.node(key);
        if (now.waitsFor() == NodeState.WaitsFor.NEXT_PASS) {
            run(key, now.pass() + 1, 1);
        } else if (now.locked()) {
            log.add(new Fact.Waits(key, NodeState.WaitsFor.UNLOCK, null));
        } else {
            again(key);
        }
    }

    void again(NodeKey key) {
        NodeState now = state.node(key);
        run(key, Math.max(1, now.pass()), now.attempt() + 1);
    }

    void run(NodeKey key, int pass, int attempt) {
        switch (nodeOf(key).part()) {
            case Part.Start start -> end(key, NodeStatus.SUCCEED, "", "");
            case Part.End last -> end(key, NodeStatus.SUCCEED, "", "");
            case Part.Parallel parallel -> end(key, NodeStatus.SUCCEED, "", "");
            case Part.Close close -> end(key, NodeStatus.SUCCEED, "", "");
            case Part.Condition condition -> answer(key, condition);
            case Part.Sharding sharding ->
                open(key, copiesOf(key, sharding), SHARDING, "Sharding rule cannot be parsed");
            case Part.CrossZone zones -> open(key, zonesOf(zones), ZONES, "no target zone was found");
            case Part.Task task -> log.add(new Fact.Started(key, pass, attempt));
            case Part.Nested nested -> {
                log.add(new Fact.Started(key, pass, attempt));
                log.add(new Fact.Opened(key, pass, List.of("")));
                Frame inner = state.frame(key + "~" + pass + "." + attempt);
                inner.graph().start().ifPresent(start -> advance.look(inner, start));
            }
        }
    }

    /// Its work is done well; a loop may want it done again.
    void worked(NodeKey key, String code, String message) {
        Events.Loop loop = nodeOf(key).events().loop();
        if (loop == null) {
            end(key, NodeStatus.SUCCEED, code, message);
            return;
        }
        NodeState now = state.node(key);
        try {
            if (holds(key, loop.exit())) {
                end(key, NodeStatus.SUCCEED, code, message);
            } else if (now.pass() < loop.passes()) {
                log.add(new Fact.Waits(
                        key, NodeState.WaitsFor.NEXT_PASS, log.now().plus(loop.interval())));
            } else {
                end(key, NodeStatus.FAILED, LOOP, "the exit condition did not hold after pass " + now.pass());
            }
        } catch (BadCondition e) {
            end(key, NodeStatus.FAILED, CONDITION, String.valueOf(e.getMessage()));
        }
    }

    /// An attempt failed, and another follows when the back-off is over.
    void failForNow(NodeKey key, NodeStatus status, String code, String message, Duration backOff) {
        log.add(new Fact.Ended(key, status, code, message));
        log.add(new Fact.Waits(key, NodeState.WaitsFor.RETRY, log.now().plus(backOff)));
        if (backOff.isZero()) {
            advance.tick();
        }
    }

    void end(NodeKey key, NodeStatus status, String code, String message) {
        log.add(new Fact.Ended(key, status, code, message));
        boolean halts = status == NodeStatus.SUCCEED
                && nodeOf(key).events().breakpoint()
                && state.began().breakpoints();
        if (halts) {
            log.add(new Fact.Held(key));
        } else if (nodeOf(key).part().copies() && !status.broken()) {
            advance.lookInto(key);
        } else {
            advance.lookAfter(key);
        }
    }

    private void answer(NodeKey key, Part.Condition condition) {
        try {
            log.add(new Fact.Answered(key, holds(key, condition.expression())));
            end(key, NodeStatus.SUCCEED, "", "");
        } catch (BadCondition e) {
            end(key, NodeStatus.FAILED, CONDITION, String.valueOf(e.getMessage()));
        }
    }

    private boolean holds(NodeKey key, String expression) throws BadCondition {
        Body body = state.frame(key.frame()).body();
        Map<String, Object> values = new java.util.HashMap<>();
        body.all().forEach((name, held) -> values.put(name, held.value()));
        return body.definition().conditions().holds(expression, values);
    }

    private void open(NodeKey key, List<String> copies, String code, String message) {
        if (copies.isEmpty()) {
            end(key, NodeStatus.FAILED, code, message);
            return;
        }
        log.add(new Fact.Opened(key, 1, copies));
        end(key, NodeStatus.SUCCEED, "", "");
    }

    private List<String> copiesOf(NodeKey key, Part.Sharding sharding) {
        String rule = sharding.rule().strip();
        if (rule.matches("[1-9]\\d{0,3}")) {
            return IntStream.range(0, Integer.parseInt(rule))
                    .mapToObj(String::valueOf)
                    .toList();
        }
        Object value =
                state.frame(key.frame()).body().held(rule).map(Body.Held::value).orElse(List.of());
        List<String> elements = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> elements.add(String.valueOf(element)));
        } else if (value instanceof Integer number && number > 0) {
            IntStream.range(0, number).mapToObj(String::valueOf).forEach(elements::add);
        }
        return elements;
    }

    private List<String> zonesOf(Part.CrossZone zones) {
        String type = zones.zoneType();
        return type == null ? zones.zones() : state.began().zones().getOrDefault(type, List.of());
    }

    private Node nodeOf(NodeKey key) {
        return state.frame(key.frame()).node(key.node());
    }
}
