package io.quartermaster.model.topology.desk;

import io.quartermaster.model.RunStatus;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A run of a topology at the desk: it stands still until it is told to go on, its clock jumps from one thing that
/// happens to the next, and it goes back as far as one likes.
///
/// All there is to it is the log of the run, and how long that log was after each step. What happens next follows from
/// the state the log adds up to and from who answers for the nodes; so a step back is the log cut short, and a run from
/// there goes the same way again unless somebody changed an answer or a value.
///
/// Not thread-safe. Nothing here waits: where a client's answer is wanted, going on halts, and goes on once that is
/// heard.
public final class DeskSession {
    /// After so many steps at one go it halts.
    public static final int MOST_STEPS = 100_000;

    private static final IntPredicate TO_THE_END = step -> true;

    private final DeskCase desk;
    private final Spots spots;
    private final StopsHit hits;
    private final Track track;
    private final Happen happen;
    private final Map<Turn, Upcoming.Heard> heard = new HashMap<>();
    private final Set<Stop> stops = new LinkedHashSet<>();
    private final int mostSteps;
    private Answers answers;
    /// The stop before a gateway that it halted at: going on from there goes past it.
    private @Nullable Stop standingAt;

    public DeskSession(DeskCase desk, Answers answers) {
        this(desk, answers, MOST_STEPS);
    }

    /// @param mostSteps at one go
    DeskSession(DeskCase desk, Answers answers, int mostSteps) {
        this.mostSteps = mostSteps;
        this.desk = desk;
        this.answers = answers;
        spots = new Spots(desk.definitions());
        hits = new StopsHit(spots);
        track = new Track(desk);
        happen = new Happen(track);
    }

    /// The run as it stands; valid until the next deed here, and not to be changed.
    public TopologyRun run() {
        return track.run();
    }

    public List<RunEvent> log() {
        return track.log();
    }

    /// From the beginning to here.
    public List<Step> steps() {
        return track.steps();
    }

    /// The levels that the last step touched.
    public Set<String> lastTouched() {
        return touched(track.lastEvents());
    }

    /// The virtual clock.
    public Instant now() {
        return track.last().at();
    }

    public Answers answers() {
        return answers;
    }

    /// From now on these answer, also for what is being done.
    public void answers(Answers others) {
        answers = others;
    }

    /// Where going on halts. May be changed at any time.
    public Set<Stop> stops() {
        return stops;
    }

    /// What will happen next by itself; empty when nothing will, or when a client must answer first.
    public Optional<Due> next() {
        Upcoming upcoming = upcoming();
        return upcoming.calls().isEmpty() ? upcoming.next().map(this::notBefore) : Optional.empty();
    }

    /// What clients are to be asked before anything else can happen.
    public List<Call> calls() {
        return List.copyOf(upcoming().calls());
    }

    /// Takes the answer to a call. What the node does with it is a step like others, when its time has come.
    public void hear(Call call, Told told) {
        heard.put(call.turn(), new Upcoming.Heard(told, call.given().versions()));
    }

    /// The next thing that happens, whatever it is.
    public Halt step() {
        Upcoming upcoming = upcoming();
        Optional<Halt> still = standsStill(upcoming);
        if (still.isPresent()) {
            return still.get();
        }
        List<RunEvent> events = takeNext(upcoming);
        return hits.reached(stops, events).<Halt>map(stop -> stop).orElseGet(Halt.Done::new);
    }

    /// Goes on until something happens at a level or further out; what happens within it is passed over.
    public Halt over(String body) {
        return go(events -> touches(events, at -> !Levels.within(at, body) || at.equals(body)), TO_THE_END);
    }

    /// Goes on until something happens in a topology within a level.
    public Halt into(String body) {
        return go(events -> touches(events, at -> Levels.within(at, body) && !at.equals(body)), TO_THE_END);
    }

    /// Goes on until something happens further out than a level.
    public Halt out(String body) {
        return go(events -> touches(events, at -> !Levels.within(at, body)), TO_THE_END);
    }

    /// Goes on until a node is come to.
    public Halt runTo(Spot spot, IntPredicate goesOn) {
        Stop here = new Stop.Before(spot);
        boolean added = stops.add(here);
        Halt halt = go(events -> false, goesOn);
        if (added) {
            stops.remove(here);
        }
        return halt;
    }

    /// Goes on until a wait is over; the clock jumps there.
    public Halt pass(NodeKey node) {
        return go(events -> track.run().node(node).status() != NodeStatus.WAITING, TO_THE_END);
    }

    /// Goes on to a stop, or to the end.
    ///
    /// @param goesOn asked before each step with how many were taken; false breaks off
    public Halt goOn(IntPredicate goesOn) {
        return go(events -> false, goesOn);
    }

    public Halt goOn() {
        return goOn(TO_THE_END);
    }

    /// To how it was before the last step. At the beginning nothing happens.
    public void back() {
        backTo(Math.max(0, track.last().number() - 1));
    }

    /// To how it was after a step. Clients that answered since are asked anew, as they may answer otherwise.
    ///
    /// @param number of the step
    public void backTo(int number) {
        if (number < track.last().number()) {
            track.cut(number);
            heard.clear();
        }
        standingAt = null;
    }

    /// To the beginning.
    public void restart() {
        backTo(0);
    }

    /// Does something as a person.
    ///
    /// @throws Refused when it cannot be done now
    public void act(Verb verb, @Nullable NodeKey node, String by, String reason) throws Refused {
        person(new Input.Act(verb, node, by, reason));
    }

    /// Gives a parameter another value.
    ///
    /// @param body  whose parameter it is, empty for the topology itself
    /// @throws Refused when the value is of another type
    public void set(String body, String name, Object value, String by) throws Refused {
        person(new Input.SetParameter(body, name, value, by, ""));
    }

    private void person(Input input) throws Refused {
        List<RunEvent> events = track.run().decide(input, now());
        track.append(new Step.Did(input, false, Optional.empty()), events, now());
        standingAt = null;
    }

    private Halt go(Predicate<List<RunEvent>> reached, IntPredicate goesOn) {
        for (int taken = 0; taken < mostSteps; taken++) {
            if (!goesOn.test(taken)) {
                return new Halt.BrokenOff();
            }
            Upcoming upcoming = upcoming();
            Optional<Halt> still = standsStill(upcoming);
            if (still.isPresent()) {
                return still.get();
            }
            Stop passing = standingAt;
            List<RunEvent> events = takeNext(upcoming);
            Optional<Halt.AtStop> passed =
                    hits.passed(stops, events).filter(stop -> !stop.stop().equals(passing));
            if (passed.isPresent()) {
                track.cut(track.last().number() - 1);
                standingAt = passed.get().stop();
                return passed.get();
            }
            Optional<Halt.AtStop> stop = hits.reached(stops, events);
            if (stop.isPresent()) {
                return stop.get();
            }
            if (reached.test(events)) {
                return new Halt.Done();
            }
        }
        return new Halt.TooFar(mostSteps);
    }

    private Optional<Halt> standsStill(Upcoming upcoming) {
        TopologyRun run = track.run();
        if (!upcoming.calls().isEmpty()) {
            return Optional.of(new Halt.AwaitsLive(List.copyOf(upcoming.calls())));
        }
        if (upcoming.next().isPresent()) {
            return Optional.empty();
        }
        if (run.status().closed()) {
            return Optional.of(new Halt.Ended(run.status()));
        }
        List<NodeKey> held = where(NodeState::held);
        if (!held.isEmpty()) {
            return Optional.of(new Halt.Held(held));
        }
        return Optional.of(new Halt.NothingDue(
                List.copyOf(upcoming.unanswered()),
                where(node -> node.status() == NodeStatus.WAITING),
                run.status() == RunStatus.PAUSED));
    }

    private List<NodeKey> where(Predicate<NodeState> holds) {
        return track.run().nodes().entrySet().stream()
                .filter(node -> holds.test(node.getValue()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(NodeKey::toString))
                .toList();
    }

    private Upcoming upcoming() {
        return new Upcoming(desk, track.run(), spots, answers, track.tally(), heard)
                .look(track.last().deeds());
    }

    private List<RunEvent> takeNext(Upcoming upcoming) {
        happen.now(notBefore(upcoming.next().orElseThrow()));
        standingAt = null;
        return track.lastEvents();
    }

    /// What would have been earlier by an answer that was changed since is now.
    private Due notBefore(Due due) {
        return due.at().isBefore(now()) ? due.moved(now()) : due;
    }

    private static boolean touches(List<RunEvent> events, Predicate<String> body) {
        return touched(events).stream().anyMatch(body);
    }

    private static Set<String> touched(List<RunEvent> events) {
        Set<String> bodies = new LinkedHashSet<>();
        for (RunEvent event : events) {
            NodeKey node = StopsHit.nodeOf(event.fact());
            if (node != null) {
                bodies.add(Levels.bodyOf(node.frame()));
            }
        }
        return bodies;
    }
}
