package io.quartermaster.app.debugger;

import io.quartermaster.app.graph.Selection;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.desk.Answer;
import io.quartermaster.model.topology.desk.Answers;
import io.quartermaster.model.topology.desk.DeskCase;
import io.quartermaster.model.topology.desk.DeskSession;
import io.quartermaster.model.topology.desk.Halt;
import io.quartermaster.model.topology.desk.Levels;
import io.quartermaster.model.topology.desk.Spot;
import io.quartermaster.model.topology.desk.Stop;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Range;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import io.quartermaster.server.desk.LiveCalls;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;

/// A topology at the desk, and everything a person does to it. FX thread only, without a toolkit; going on runs in a
/// background task, which has the session for itself meanwhile.
final class DebuggerViewModel {
    private static final Told USUAL = Told.succeed(Duration.ofSeconds(1));
    private static final String ME = "debugger";

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final Consumer<String> tell;
    private final Supplier<Optional<LiveCalls>> live;
    private final ReadOnlyObjectWrapper<@Nullable Opening> opening = new ReadOnlyObjectWrapper<>(this, "opening");
    private final ReadOnlyObjectWrapper<@Nullable Standing> standing = new ReadOnlyObjectWrapper<>(this, "standing");
    private final ReadOnlyObjectWrapper<Driving.@Nullable Stood> stood = new ReadOnlyObjectWrapper<>(this, "stood");
    private final Shown shown = new Shown(opening::get, standing::get);
    private final ReadOnlyObjectWrapper<@Nullable Answers> answers = new ReadOnlyObjectWrapper<>(this, "answers");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final Stops stops = new Stops();
    private @Nullable DeskSession session;
    private @Nullable Driving driving;

    /// @param tell where a refusal goes
    /// @param live the way to the developer's clients, empty where the embedded engine does not run
    DebuggerViewModel(
            BackgroundTasks tasks,
            Texts texts,
            InstantSource clock,
            Consumer<String> tell,
            Supplier<Optional<LiveCalls>> live) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.tell = tell;
        this.live = live;
        stops.lines().addListener((ListChangeListener<StopLine>) change -> stopsChanged());
    }

    ReadOnlyObjectProperty<@Nullable Opening> openingProperty() {
        return opening.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }

    /// What of it is shown.
    Shown shown() {
        return shown;
    }

    /// Why it stands still, null before it went on for the first time.
    ReadOnlyObjectProperty<Driving.@Nullable Stood> stoodProperty() {
        return stood.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Answers> answersProperty() {
        return answers.getReadOnlyProperty();
    }

    /// Whether it is going on in the background.
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Where going on halts; may be changed at any time.
    Stops stops() {
        return stops;
    }

    Optional<LiveCalls> live() {
        return live.get();
    }

    /// What would lie on the desk.
    ///
    /// @throws IllegalArgumentException when the recorded log is no run's
    DeskCase read(Opening opened) {
        return opened.recorded()
                .map(log -> DeskCase.recorded(opened.definitions(), log))
                .orElseGet(() -> fresh(opened))
                .withPolicies(opened.policies());
    }

    void open(Opening opened) {
        open(opened, read(opened));
    }

    /// Lays another topology on the desk; what lay there is gone.
    void open(Opening opened, DeskCase desk) {
        breakOff();
        Answers first = opened.recorded().isPresent() ? Answers.recorded(USUAL) : Answers.stubs(USUAL);
        DeskSession made = new DeskSession(desk, first);
        session = made;
        driving = null;
        busy.set(false);
        stops.clear();
        stood.set(null);
        opening.set(opened);
        answers.set(first);
        shown.showNew(opened);
        standing.set(Standing.of(made));
    }

    private DeskCase fresh(Opening opened) {
        Instant now = clock.instant();
        return DeskCase.of(opened.definitions(), new Input.Begin(Range.ALL, true, Map.of(), opened.zones(), now), now);
    }

    void step() {
        go((desk, goesOn) -> desk.step());
    }

    /// Over what happens within topologies of the level that is shown.
    void over() {
        String body = body();
        go((desk, goesOn) -> desk.over(body));
    }

    void into() {
        String body = body();
        go((desk, goesOn) -> desk.into(body), this::followIn);
    }

    void out() {
        String body = body();
        go((desk, goesOn) -> desk.out(body), shown::showOuter);
    }

    void goOn() {
        go(DeskSession::goOn);
    }

    void runTo(NodeId node) {
        Spot spot = shown.spot(node);
        go((desk, goesOn) -> desk.runTo(spot, goesOn));
    }

    /// Lets a node's wait pass: the clock jumps to its end.
    void pass(NodeKey node) {
        go((desk, goesOn) -> desk.pass(node));
    }

    void breakOff() {
        Driving under = driving;
        if (under != null) {
            under.breakOff();
        }
    }

    void back() {
        now(DeskSession::back);
    }

    void backTo(int step) {
        now(desk -> desk.backTo(step));
    }

    void restart() {
        now(DeskSession::restart);
    }

    /// Why a verb cannot be done now, empty when it can.
    Optional<String> refusal(Verb verb, @Nullable NodeKey node) {
        DeskSession desk = session;
        return desk == null || busy.get() ? Optional.of("") : desk.run().refusal(verb, node);
    }

    void act(Verb verb, @Nullable NodeKey node) {
        attempt(desk -> desk.act(verb, node, ME, ""));
    }

    /// Sets a value of the level that is shown, as it was typed.
    void set(String name, Param.Type type, String text) {
        try {
            Object value = Typed.value(name, type, text);
            String body = shownBody();
            attempt(desk -> desk.set(body, name, value, ME));
        } catch (IllegalArgumentException e) {
            tell.accept(texts.get("debugger.value.bad", name, text, type));
            refresh();
        }
    }

    /// From now on this answers for a node.
    void answer(NodeId node, Answer with) {
        answers(Objects.requireNonNull(answers.get()).with(shown.spot(node), with));
    }

    /// From now on a node is answered as all are of which nothing is said.
    void answerAsUsual(NodeId node) {
        answers(Objects.requireNonNull(answers.get()).without(shown.spot(node)));
    }

    private void answers(Answers now) {
        now(desk -> desk.answers(now));
        answers.set(now);
    }

    Answer answerOf(Node node) {
        Answers all = Objects.requireNonNull(answers.get());
        return node.part() instanceof Part.Work work ? all.of(shown.spot(node.id()), work.job()) : all.usual();
    }

    /// Puts a stop before a node, or takes it away.
    void toggleStop(NodeId node) {
        stops.toggle(new Stop.Before(shown.spot(node)));
    }

    private void stopsChanged() {
        DeskSession desk = session;
        if (desk != null && !busy.get()) {
            desk.stops().clear();
            stops.lines().stream().filter(StopLine::on).forEach(line -> desk.stops()
                    .add(line.stop()));
        }
    }

    /// The values as the shown level sees them, by name.
    Map<String, TopologyRun.Parameter> values() {
        DeskSession desk = session;
        return desk == null || busy.get() ? Map.of() : desk.run().parameters(shownBody());
    }

    private String body() {
        return shown.level().body();
    }

    /// The innermost level on the way to the shown one that the run has opened.
    private String shownBody() {
        DeskSession desk = Objects.requireNonNull(session);
        return shown.level().path().reversed().stream()
                .map(Level::body)
                .filter(body -> desk.run().places().stream()
                        .anyMatch(place -> place.id().equals(body)))
                .findFirst()
                .orElse("");
    }

    private interface Deed {
        void to(DeskSession desk) throws Refused;
    }

    private void attempt(Deed deed) {
        DeskSession desk = session;
        if (desk == null || busy.get()) {
            return;
        }
        try {
            synchronized (desk) {
                deed.to(desk);
            }
            stood.set(null);
        } catch (Refused e) {
            tell.accept(String.valueOf(e.getMessage()));
        }
        refresh();
    }

    private void now(Consumer<DeskSession> deed) {
        DeskSession desk = session;
        if (desk != null && !busy.get()) {
            synchronized (desk) {
                deed.accept(desk);
            }
            stood.set(null);
            refresh();
        }
    }

    private void refresh() {
        DeskSession desk = session;
        if (desk != null) {
            synchronized (desk) {
                standing.set(Standing.of(desk));
            }
        }
    }

    private void go(Driving.Way way) {
        go(way, () -> {});
    }

    private void go(Driving.Way way, Runnable whenThere) {
        DeskSession desk = session;
        Opening opened = opening.get();
        if (desk == null || opened == null || busy.get()) {
            return;
        }
        Driving drive = new Driving(opened, live.get());
        driving = drive;
        busy.set(true);
        BackgroundTask<Driving.Stood> task =
                tasks.run(texts.live("debugger.task", opened.name()), () -> drive.drive(desk, way));
        task.stateProperty().subscribe(state -> {
            if (state == BackgroundTask.State.CANCELLED) {
                drive.breakOff();
                arrived(desk, Driving.Stood.at(new Halt.BrokenOff()));
            }
        });
        task.onDone(where -> {
                    arrived(desk, where);
                    whenThere.run();
                })
                .onFailed(why -> {
                    arrived(desk, Driving.Stood.at(new Halt.BrokenOff()));
                    tell.accept(texts.get("debugger.failed", String.valueOf(why)));
                });
    }

    private void arrived(DeskSession desk, Driving.Stood where) {
        if (desk != session) {
            return;
        }
        busy.set(false);
        stopsChanged();
        refresh();
        follow(where.halt());
        stood.set(where);
    }

    /// Turns to where it came to stand.
    private void follow(Halt halt) {
        if (halt instanceof Halt.AtStop at) {
            at.node().ifPresent(node -> {
                shown.show(shown.levelOf(Levels.bodyOf(node.frame())));
                shown.select(Selection.of(node.node()));
            });
        }
    }

    /// Into the topology within that the last step touched.
    private void followIn() {
        DeskSession desk = Objects.requireNonNull(session);
        String here = body();
        desk.lastTouched().stream()
                .filter(body -> Levels.within(body, here) && !body.equals(here))
                .min(Comparator.comparingInt(String::length))
                .ifPresent(body -> shown.show(shown.levelOf(body)));
    }
}
