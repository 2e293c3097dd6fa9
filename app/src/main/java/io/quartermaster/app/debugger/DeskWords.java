package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Times;
import io.quartermaster.model.topology.desk.Answer;
import io.quartermaster.model.topology.desk.Due;
import io.quartermaster.model.topology.desk.Halt;
import io.quartermaster.model.topology.desk.Spot;
import io.quartermaster.model.topology.desk.Spots;
import io.quartermaster.model.topology.desk.Step;
import io.quartermaster.model.topology.desk.Stop;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// What happens at the desk, in the language of now. FX thread only.
final class DeskWords {
    private final Texts texts;
    private final Times times;
    private final Opening opening;
    private final Spots spots;

    DeskWords(Texts texts, Times times, Opening opening) {
        this.texts = texts;
        this.times = times;
        this.opening = opening;
        this.spots = new Spots(opening.definitions());
    }

    /// A node as people call it, with the copy it stands in.
    String node(NodeKey key) {
        String name = name(spots.of(key));
        return key.frame().isEmpty() ? name : texts.get("debugger.node.in", name, place(key.frame()));
    }

    /// `branches 3` for the third copy of a branch, `month-end-reports` for a topology within.
    private String place(String frame) {
        int slash = frame.lastIndexOf('/');
        int copy = frame.indexOf('#', slash + 1);
        int mark = copy < 0 ? frame.indexOf('~', slash + 1) : copy;
        NodeKey owner = NodeKey.of(frame.substring(0, mark));
        String name = name(spots.of(owner));
        String here = copy < 0 ? name : name + " " + (Integer.parseInt(frame.substring(copy + 1)) + 1);
        return owner.frame().isEmpty() ? here : place(owner.frame()) + " / " + here;
    }

    String name(Spot spot) {
        return spots.node(spot)
                .map(io.quartermaster.model.topology.Node::name)
                .orElse(spot.node().value());
    }

    String status(Enum<?> status) {
        return texts.get("graph.status." + status.name());
    }

    String step(Step step) {
        return switch (step.what()) {
            case Step.Began began -> texts.get("debugger.step.began");
            case Step.Woke woke -> texts.get("debugger.step.woke", node(woke.node()));
            case Step.Came came ->
                texts.get(
                        came.recorded() ? "debugger.step.came.recorded" : "debugger.step.came",
                        node(came.turn().node()),
                        told(came.told()));
            case Step.Did did -> did(did);
        };
    }

    private String did(Step.Did did) {
        String what =
                switch (did.input()) {
                    case Input.Act act -> {
                        NodeKey node = act.node();
                        String verb = verb(act.verb());
                        yield node == null ? verb : texts.get("debugger.step.verb", verb, node(node));
                    }
                    case Input.SetParameter set -> texts.get("debugger.step.set", set.name(), Typed.text(set.value()));
                    default -> texts.get("debugger.step.overdue");
                };
        if (did.refusal().isPresent()) {
            return texts.get("debugger.step.refused", what, did.refusal().get());
        }
        return did.recorded() ? texts.get("debugger.step.again", what) : what;
    }

    String verb(Enum<?> verb) {
        return texts.get("debugger.verb." + verb.name());
    }

    String told(Told told) {
        StringBuilder words =
                new StringBuilder(texts.get("debugger.told", status(told.status()), times.duration(told.took())));
        if (!told.message().isEmpty()) {
            words.append(" · ").append(told.message());
        }
        if (!told.writes().isEmpty()) {
            words.append(" · ").append(writes(told));
        }
        return words.toString();
    }

    static String writes(Told told) {
        return told.writes().entrySet().stream()
                .map(each -> each.getKey() + " = " + Typed.text(each.getValue()))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    String answer(Answer answer) {
        return switch (answer) {
            case Answer.Stub stub -> told(stub.told());
            case Answer.FailsFirst fails ->
                texts.get("debugger.answer.fails-first.words", fails.times(), told(fails.then()));
            case Answer.Recorded recorded -> texts.get("debugger.answer.RECORDED");
            case Answer.Live live -> texts.get("debugger.answer.live.words", live.application(), live.handler());
        };
    }

    String stop(Stop stop) {
        return switch (stop) {
            case Stop.Before before -> texts.get("debugger.stop.before", name(before.spot()));
            case Stop.Reaches reaches ->
                texts.get("debugger.stop.reaches", name(reaches.spot()), status(reaches.status()));
            case Stop.Changes changes -> {
                Object to = changes.to();
                yield to == null
                        ? texts.get("debugger.stop.changes", changes.parameter())
                        : texts.get("debugger.stop.changes.to", changes.parameter(), Typed.text(to));
            }
        };
    }

    /// What happens next, and how far that is from the virtual clock.
    String next(Standing standing) {
        if (!standing.calls().isEmpty()) {
            return texts.get(
                    "debugger.next.live",
                    node(standing.calls().getFirst().turn().node()));
        }
        if (standing.next().isEmpty()) {
            return texts.get("debugger.next.nothing");
        }
        Due due = standing.next().get();
        Duration ahead = Duration.between(standing.now(), due.at());
        String what =
                switch (due) {
                    case Due.Result result ->
                        texts.get(
                                "debugger.next.result",
                                node(result.turn().node()),
                                status(result.told().status()));
                    case Due.Wake wake -> texts.get("debugger.next.wake", node(wake.node()));
                    case Due.Deed deed -> texts.get("debugger.next.deed");
                };
        return ahead.isZero()
                ? texts.get("debugger.next.now", what)
                : texts.get("debugger.next.in", what, times.duration(ahead));
    }

    String stood(Driving.Stood stood) {
        if (stood.unanswered() != null) {
            return stood.why().isEmpty()
                    ? texts.get("debugger.live.off")
                    : texts.get(
                            "debugger.halt.nobody",
                            stood.unanswered().to().application(),
                            stood.unanswered().to().handler(),
                            stood.why());
        }
        return switch (stood.halt()) {
            case Halt.Done done -> "";
            case Halt.AtStop at -> texts.get("debugger.halt.stop", stop(at.stop()));
            case Halt.Ended ended -> texts.get("debugger.halt.ended", status(ended.status()));
            case Halt.AwaitsLive awaits -> texts.get("debugger.live.off");
            case Halt.Held held -> texts.get("debugger.halt.held", nodes(held.nodes()));
            case Halt.NothingDue nothing -> nothing(nothing);
            case Halt.TooFar far -> texts.get("debugger.halt.far", far.steps());
            case Halt.BrokenOff broken -> texts.get("debugger.halt.broken");
        };
    }

    private String nothing(Halt.NothingDue nothing) {
        if (nothing.paused()) {
            return texts.get("debugger.halt.paused");
        }
        if (!nothing.unanswered().isEmpty()) {
            return texts.get("debugger.halt.unanswered", nodes(nothing.unanswered()));
        }
        return nothing.waiting().isEmpty()
                ? texts.get("debugger.next.nothing")
                : texts.get("debugger.halt.waiting", nodes(nothing.waiting()));
    }

    private String nodes(List<NodeKey> nodes) {
        return nodes.stream().map(this::node).collect(Collectors.joining(", "));
    }

    Opening opening() {
        return opening;
    }
}
