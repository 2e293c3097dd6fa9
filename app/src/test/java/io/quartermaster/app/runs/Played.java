package io.quartermaster.app.runs;

import io.quartermaster.model.JobId;
import io.quartermaster.model.Param;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.FailureScope;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Fact;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.NodeState;
import io.quartermaster.model.topology.run.NodeStatus;
import io.quartermaster.model.topology.run.Refused;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.topology.run.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A run played by the real machine, with a clock and clients of our own.
final class Played {
    static final Instant START = Instant.parse("2026-11-21T05:00:00Z");

    final Definitions definitions;
    final TopologyRun run;
    final List<RunEvent> log = new ArrayList<>();
    Instant now;

    private Played(Instant start, Topology top, Map<JobId, Topology> nested) {
        now = start;
        definitions = new Definitions(top, nested);
        run = new TopologyRun(definitions);
    }

    /// A night: books are closed, three branches settled and posted, reports written when there are many.
    static Topology night(JobId reports) {
        List<Node> nodes = List.of(
                Node.of("start", new Part.Start()),
                Node.of("close", Part.task(1)).withName("close-books"),
                Node.of("shards", new Part.Sharding("branches")),
                Node.of("settle", Part.task(2)).withName("settle-branch").withFailure(FailureScope.BRANCH),
                Node.of("post", Part.task(3)).withName("post-entries"),
                Node.of("unshard", new Part.Close(new NodeId("shards"))),
                Node.of("rates", Part.task(7))
                        .withName("wait-for-rates")
                        .withEvents(new Events(false, new Events.Loop("ready", Duration.ofSeconds(30), 20), null)),
                Node.of("due", new Part.Condition("count > 3")),
                Node.of("report", Part.nested(reports.value())).withName("month-end-reports"),
                Node.of("note", Part.task(4)).withName("note-no-reports"),
                Node.of("undue", new Part.Close(new NodeId("due"))),
                Node.of("end", new Part.End()));
        List<Edge> edges = new ArrayList<>();
        for (String pair : List.of(
                "start close",
                "close shards",
                "shards settle",
                "settle post",
                "post unshard",
                "close rates",
                "rates due",
                "unshard due",
                "report undue",
                "note undue",
                "undue end")) {
            edges.add(Edge.of(pair.split(" ", -1)[0], pair.split(" ", -1)[1]));
        }
        edges.add(Edge.when(true, "due", "report"));
        edges.add(Edge.when(false, "due", "note"));
        return Topology.of(
                nodes,
                edges,
                List.of(
                        new Param("branches", Param.Type.LIST, "SH\nBJ\nSZ"),
                        new Param("count", Param.Type.INT, "4"),
                        new Param("ready", Param.Type.BOOLEAN, "false")));
    }

    static Topology reports() {
        return Topology.of(
                List.of(
                        Node.of("start", new Part.Start()),
                        Node.of("gather", Part.task(5)),
                        Node.of("print", Part.task(6)),
                        Node.of("end", new Part.End())),
                List.of(Edge.of("start", "gather"), Edge.of("gather", "print"), Edge.of("print", "end")),
                List.of());
    }

    static Played night() {
        return night(START);
    }

    static Played night(Instant start) {
        return new Played(start, night(new JobId(9)), Map.of(new JobId(9), reports())).in(Input.Begin.all(start));
    }

    static Played begun(Topology topology) {
        return new Played(START, topology, Map.of()).in(Input.Begin.all(START));
    }

    Played in(Input input) {
        try {
            log.addAll(run.decide(input, now));
            return this;
        } catch (Refused e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    Played after(int seconds) {
        now = now.plusSeconds(seconds);
        return in(new Input.Tick());
    }

    Played sent(String node) {
        NodeKey key = NodeKey.of(node);
        NodeState state = run.node(key);
        return in(new Input.Delivered(
                new Fact.Sent(key, state.pass(), state.attempt(), "session-1", "settle-app@10.0.0.7:51000", "CellA")));
    }

    Played succeed(String node, Object... nameAndValue) {
        List<Input.Write> writes = nameAndValue.length == 0
                ? List.of()
                : List.of(new Input.Write(String.valueOf(nameAndValue[0]), nameAndValue[1], Input.Write.AS_GIVEN));
        return report(node, NodeStatus.SUCCEED, "", "", writes);
    }

    Played fail(String node, String message) {
        return report(node, NodeStatus.FAILED, "E42", message, List.of());
    }

    Played act(Verb verb, String node) {
        return in(new Input.Act(verb, NodeKey.of(node), "anna", "money came"));
    }

    private Played report(String node, NodeStatus status, String code, String message, List<Input.Write> writes) {
        NodeKey key = NodeKey.of(node);
        NodeState state = run.node(key);
        return in(new Input.Report(key, state.pass(), state.attempt(), status, code, message, writes));
    }

    RunLog log() {
        return RunLog.of(definitions, log);
    }
}
