package io.quartermaster.model.topology.run;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.Part;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One run of a topology: takes what comes from outside, and says what happened because of it.
///
/// Whoever holds a run appends what [#decide] gives to the run's log before acting on it, and makes the run anew from
// the
/// log with [#replay]. Same log, same run. Not thread-safe; knows no clock.
public final class TopologyRun {
    private final RunState state;

    /// A run that has not begun.
    public TopologyRun(Definitions definitions) {
        state = new RunState(definitions);
    }

    /// The run its log adds up to; any prefix of a log will do.
    ///
    /// @throws IllegalArgumentException when a line is missing
    public static TopologyRun replay(Definitions definitions, Iterable<RunEvent> log) {
        TopologyRun run = new TopologyRun(definitions);
        log.forEach(run.state::apply);
        return run;
    }

    /// What happens because of the input, in order; already part of this run when it returns. Empty when the input came
    /// too late to matter.
    ///
    /// @throws Refused when a person asked for what cannot be done now
    public List<RunEvent> decide(Input input, Instant now) throws Refused {
        Log log = new Log(state, now);
        Advance advance = new Advance(state, log);
        switch (input) {
            case Input.Begin begin -> begin(begin, log, advance);
            case Input.Report report -> new Reports(state, log, advance.work()).take(report);
            case Input.Delivered delivered -> log.add(delivered.sent());
            case Input.Tick tick -> advance.tick();
            case Input.Overdue overdue -> new Acts(state, log, advance).overdue();
            case Input.Act act -> new Acts(state, log, advance).act(act);
            case Input.SetParameter set -> new Reports(state, log, advance.work()).set(set);
        }
        advance.run();
        return log.appended();
    }

    private void begin(Input.Begin begin, Log log, Advance advance) {
        if (state.seq() > 0) {
            throw new IllegalStateException("The run has begun");
        }
        log.add(new Fact.Began(
                begin.range(), begin.breakpoints(), begin.parameters(), begin.zones(), begin.triggerTime()));
        advance.lookEverywhere();
    }

    /// Takes a line that whoever holds the run appended to its log.
    ///
    /// @throws IllegalArgumentException when a line between is missing
    public void append(RunEvent event) {
        state.apply(event);
    }

    public RunStatus status() {
        return state.status();
    }

    /// Where nodes run now, the outer before the inner; none before it began.
    public List<Place> places() {
        return state.frames().stream().map(Place::of).toList();
    }

    /// Of the newest line of the log, 0 before the first.
    public long seq() {
        return state.seq();
    }

    /// @return as if it had never been touched when the run has not come to it
    public NodeState node(NodeKey key) {
        return state.node(key);
    }

    /// Every node the run has come to. A copy.
    public Map<NodeKey, NodeState> nodes() {
        return new HashMap<>(state.nodes());
    }

    /// The nodes whose work is being done by clients, with the pass and attempt in their state.
    public List<NodeKey> dispatched() {
        return state.nodes().entrySet().stream()
                .filter(each -> each.getValue().status() == NodeStatus.EXECUTING)
                .map(Map.Entry::getKey)
                .filter(key -> state.frame(key.frame()).node(key.node()).part() instanceof Part.Task)
                .sorted(java.util.Comparator.comparing(NodeKey::toString))
                .toList();
    }

    /// Where the newest attempt of a node was sent, empty while it was not.
    public Optional<Fact.Sent> sent(NodeKey key) {
        return Optional.ofNullable(state.sent(key));
    }

    /// The line of the log that began the newest attempt of a node, by which it is told from every other; 0 before.
    public long line(NodeKey key) {
        return state.line(key);
    }

    /// The zone a node must run in, as a cross-zone gateway opened its copy; empty where its job says.
    public Optional<String> zone(NodeKey key) {
        return Optional.ofNullable(Given.zone(state, state.frame(key.frame())));
    }

    /// Whether a node is dispatched to a client.
    public boolean isTask(NodeKey key) {
        return state.has(key) && state.frame(key.frame()).node(key.node()).part() instanceof Part.Task;
    }

    /// Whether a node's failure makes its topology fail; one whose failure reaches nothing does not.
    public boolean breaks(NodeKey key) {
        return state.has(key) && RunState.breaks(state.frame(key.frame()).node(key.node()), state.node(key));
    }

    /// The job a node is an instance of.
    ///
    /// @throws IllegalArgumentException when the node is none
    public JobId job(NodeKey key) {
        return state.frame(key.frame()).node(key.node()).part() instanceof Part.Work work ? work.job() : notWork(key);
    }

    private static JobId notWork(NodeKey key) {
        throw new IllegalArgumentException(key + " is no instance of a job");
    }

    /// When a wait ends by itself next; empty when none does.
    public Optional<Instant> nextWake() {
        return state.waiting().stream()
                .map(key -> Optional.ofNullable(state.node(key).until()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /// The waits that time alone ends, with when: those that nothing holds back, as a pause would.
    public Map<NodeKey, Instant> wakes() {
        Advance advance = new Advance(state, new Log(state, state.at()));
        Map<NodeKey, Instant> found = new HashMap<>();
        for (NodeKey key : state.waiting()) {
            Instant until = state.node(key).until();
            if (until != null && advance.mayBegin(state.frame(key.frame()))) {
                found.put(key, until);
            }
        }
        return found;
    }

    /// What a node's handler would be given if it began now.
    public Given givenNow(NodeKey key) {
        return Given.to(state, key);
    }

    /// What a node's handler was given when it began, or would be given now.
    public Given given(NodeKey key) {
        return state.given(key);
    }

    /// The parameters of a body as text, by name: for people, and to compare runs.
    public Map<String, Parameter> parameters(String frame) {
        Map<String, Parameter> seen = new TreeMap<>();
        state.frame(frame)
                .body()
                .all()
                .forEach((name, held) -> seen.put(name, new Parameter(held.value(), held.version(), held.writer())));
        return seen;
    }

    /// A parameter's value now.
    ///
    /// @param version counts the writes, from 1
    /// @param writer  null when the definition, the trigger or a person gave it
    public record Parameter(Object value, int version, @Nullable NodeKey writer) {}

    /// Why a verb cannot be done now; empty when it can. A button is enabled by this and by nothing else.
    public Optional<String> refusal(Verb verb, @Nullable NodeKey key) {
        return new Guards(state).refusal(verb, key);
    }

    /// What a verb would reach besides its node: for the question before it is done.
    public List<NodeKey> reach(Verb verb, @Nullable NodeKey key) {
        return switch (verb) {
            case RESET -> key == null ? List.of() : new Guards(state).later(key);
            case CANCEL_RUN -> new Guards(state).goingOn();
            default -> key == null ? List.of() : new Guards(state).goingOnBelow(key);
        };
    }
}
