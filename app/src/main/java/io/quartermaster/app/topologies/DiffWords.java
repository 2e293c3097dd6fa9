package io.quartermaster.app.topologies;

import io.quartermaster.app.graph.Look;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Join;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeField;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.TopologyDiff;
import io.quartermaster.model.topology.TopologyDiff.Change;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Differences in words. FX thread only.
final class DiffWords {
    private final Texts texts;
    private final Function<JobId, String> jobs;

    /// One difference in a list.
    ///
    /// @param kind    the key of its word: added, removed, changed, wired, cut
    /// @param details field by field, what it was and what it is
    /// @param node    where it is, null when it is of the topology as a whole
    record Line(String kind, String subject, List<String> details, @Nullable NodeId node, @Nullable Edge edge) {
        Mark mark() {
            return Mark.of(kind);
        }
    }

    /// How a kind of difference looks.
    record Mark(String token, String icon) {
        static Mark of(String kind) {
            return switch (kind) {
                case "added" -> new Mark("ok", "fth-plus-circle");
                case "removed" -> new Mark("failed", "fth-minus-circle");
                case "wired" -> new Mark("ok", "fth-arrow-right");
                case "cut" -> new Mark("failed", "fth-scissors");
                default -> new Mark("waiting", "fth-edit-2");
            };
        }
    }

    /// @param jobs how a job is called
    DiffWords(Texts texts, Function<JobId, String> jobs) {
        this.texts = texts;
        this.jobs = jobs;
    }

    List<Line> lines(TopologyDiff diff) {
        Function<NodeId, String> names = id -> diff.after()
                .node(id)
                .or(() -> diff.before().node(id))
                .map(Node::name)
                .orElse(id.value());
        return diff.changes().stream().map(change -> line(change, names)).toList();
    }

    private Line line(Change change, Function<NodeId, String> names) {
        return switch (change) {
            case Change.NodeAdded of ->
                new Line("added", of.node().name(), what(of.node()), of.node().id(), null);
            case Change.NodeRemoved of ->
                new Line("removed", of.node().name(), what(of.node()), of.node().id(), null);
            case Change.NodeChanged of ->
                new Line("changed", of.after().name(), fields(of), of.after().id(), null);
            case Change.EdgeAdded of -> new Line("wired", edge(of.edge(), names), List.of(), null, of.edge());
            case Change.EdgeRemoved of -> new Line("cut", edge(of.edge(), names), List.of(), null, of.edge());
            case Change.ParameterAdded of -> parameter("added", of.parameter(), parameter(of.parameter()));
            case Change.ParameterRemoved of -> parameter("removed", of.parameter(), parameter(of.parameter()));
            case Change.ParameterChanged of ->
                parameter(
                        "changed",
                        of.after(),
                        texts.get("topologies.diff.became", parameter(of.before()), parameter(of.after())));
        };
    }

    private Line parameter(String kind, Param param, String detail) {
        return new Line(kind, texts.get("topologies.diff.parameter", param.name()), List.of(detail), null, null);
    }

    private List<String> what(Node node) {
        String kind = texts.get(Look.of(node).word());
        return List.of(
                node.part() instanceof io.quartermaster.model.topology.Part.Work work
                        ? kind + " · " + jobs.apply(work.job())
                        : kind);
    }

    private List<String> fields(Change.NodeChanged change) {
        return change.fields().stream()
                .map(field -> texts.get(
                        "topologies.diff.field",
                        field(field),
                        value(field, change.before()),
                        value(field, change.after())))
                .toList();
    }

    private String edge(Edge edge, Function<NodeId, String> names) {
        String words = texts.get("topologies.edge", names.apply(edge.from()), names.apply(edge.to()));
        return edge.when() == null ? words : words + " (" + texts.get("graph.answer." + edge.when()) + ")";
    }

    String field(NodeField field) {
        return texts.get("topologies.diff.of." + field.name());
    }

    /// What a field of a node holds.
    String value(NodeField field, Node node) {
        if (field == NodeField.PART) {
            return texts.get(Look.of(node).word());
        }
        Object value = field.of(node);
        String words = value == null ? "" : words(value);
        return words.isBlank() ? texts.get("topologies.diff.nothing") : words;
    }

    private String words(Object value) {
        return switch (value) {
            case JobId job -> jobs.apply(job);
            case Boolean on -> texts.get(on ? "topologies.diff.yes" : "topologies.diff.no");
            case Duration delay -> texts.get("topologies.diff.seconds", delay.toSeconds());
            case Events.Loop loop ->
                texts.get("topologies.diff.loop", loop.exit(), loop.interval().toSeconds(), loop.passes());
            case FailureScope scope -> texts.get("topologies.failure." + scope.name());
            case Join join -> texts.get("topologies.join." + join.name());
            case List<?> list ->
                list.stream()
                        .map(each ->
                                each instanceof Param param ? param.name() + " = " + parameter(param) : each.toString())
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }

    /// Its type and its value, in one line.
    String parameter(@Nullable Param param) {
        return param == null
                ? texts.get("topologies.diff.nothing")
                : param.type() + " " + param.value().replace("\n", ", ");
    }
}
