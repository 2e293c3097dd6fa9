package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Environment;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.desk.Answers;
import io.quartermaster.model.topology.desk.DeskCase;
import io.quartermaster.model.topology.desk.DeskSession;
import io.quartermaster.model.topology.desk.Spot;
import io.quartermaster.model.topology.desk.Told;
import io.quartermaster.model.topology.run.Definitions;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.model.topology.run.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A night's settlement for the desk: a condition, a sharded branch, a loop, a wait and a topology within.
final class Samples {
    static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final JobId REPORTS = new JobId(8);
    private static final List<String> JOBS =
            List.of("close", "settle", "post", "rates", "reprice", "note", "notify", "month-end", "collect", "print");

    private Samples() {}

    static Opening settlement() {
        return opening(Optional.empty());
    }

    /// A run of it in which the rates came at the third pass and a branch failed once.
    static Opening recorded() {
        Answers answers = Answers.stubs(Told.succeed(Duration.ofSeconds(41)))
                .with(
                        Spot.top("rates"),
                        new io.quartermaster.model.topology.desk.Answer.Stub(
                                Told.succeed(Duration.ofMillis(3_200)).writing("ratesReady", true)))
                .with(
                        Spot.top("post"),
                        new io.quartermaster.model.topology.desk.Answer.FailsFirst(
                                1,
                                Told.fail("the ledger is locked", Duration.ofSeconds(12)),
                                Told.succeed(Duration.ofMinutes(2))));
        DeskCase desk = DeskCase.of(definitions(), Input.Begin.all(AT), AT).withPolicies(Map.of(new JobId(3), tries()));
        DeskSession session = new DeskSession(desk, answers);
        session.goOn();
        return opening(Optional.of(session.log()));
    }

    private static Policies tries() {
        return new Policies(
                Policies.Missed.IGNORE,
                Duration.ZERO,
                Policies.OnTimeout.MARK,
                1,
                Duration.ofSeconds(10),
                false,
                Policies.Communication.CALLBACK,
                Policies.Routing.RANDOM);
    }

    private static Opening opening(Optional<List<RunEvent>> log) {
        Map<JobId, JobSpec> jobs = new HashMap<>();
        for (int i = 0; i < JOBS.size(); i++) {
            jobs.put(
                    new JobId(i + 1),
                    JobSpec.blank(new InstanceId("000001"))
                            .withName(JOBS.get(i))
                            .withTarget(io.quartermaster.model.JobType.SIMPLE, "settle-app", JOBS.get(i)));
        }
        return new Opening(
                "settle-eod",
                definitions(),
                jobs,
                Map.of(),
                log,
                new Origin(Environment.PROD, "settle-cluster", Instant.parse("2026-11-20T18:40:00Z")));
    }

    static Definitions definitions() {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Node.of("start", new Part.Start()));
        nodes.add(work("close", "close-books", 1));
        nodes.add(Node.of("both", new Part.Parallel()));
        nodes.add(Node.of("shards", new Part.Sharding("branches")));
        nodes.add(work("settle", "settle-branch", 2));
        nodes.add(work("post", "post-entries", 3));
        nodes.add(Node.of("unshard", new Part.Close(new NodeId("shards"))));
        nodes.add(work("rates", "wait-for-rates", 4)
                .withEvents(new Events(false, new Events.Loop("ratesReady", Duration.ofMinutes(30), 20), null)));
        nodes.add(work("reprice", "reprice-book", 5).withEvents(new Events(false, null, Duration.ofMinutes(125))));
        nodes.add(Node.of("join", new Part.Close(new NodeId("both"))));
        nodes.add(Node.of("due", new Part.Condition("forSettle && count > 3")));
        nodes.add(Node.of("report", Part.nested(REPORTS.value())).withName("month-end-reports"));
        nodes.add(work("skip", "note-no-settlement", 6));
        nodes.add(Node.of("undue", new Part.Close(new NodeId("due"))));
        nodes.add(work("notify", "notify-branches-of-the-end-of-the-day", 7));
        nodes.add(Node.of("end", new Part.End()));
        List<Edge> edges = new ArrayList<>();
        for (String pair : List.of(
                "start close",
                "close both",
                "both shards",
                "shards settle",
                "settle post",
                "post unshard",
                "unshard join",
                "both rates",
                "rates reprice",
                "reprice join",
                "join due",
                "report undue",
                "skip undue",
                "undue notify",
                "notify end")) {
            edges.add(Edge.of(pair.split(" ", -1)[0], pair.split(" ", -1)[1]));
        }
        edges.add(Edge.when(true, "due", "report"));
        edges.add(Edge.when(false, "due", "skip"));
        Topology inner = Topology.of(
                List.of(
                        Node.of("start", new Part.Start()),
                        work("collect", "collect-figures", 9),
                        work("print", "print-reports", 10),
                        Node.of("end", new Part.End())),
                List.of(Edge.of("start", "collect"), Edge.of("collect", "print"), Edge.of("print", "end")),
                List.of(new Param("pages", Param.Type.INT, "0")));
        Topology top = Topology.of(
                nodes,
                edges,
                List.of(
                        new Param("forSettle", Param.Type.BOOLEAN, "true"),
                        new Param("count", Param.Type.INT, "4"),
                        new Param("ratesReady", Param.Type.BOOLEAN, "false"),
                        new Param("branches", Param.Type.LIST, "SH\nBJ\nSZ")));
        return new Definitions(top, Map.of(REPORTS, inner));
    }

    private static Node work(String id, String name, long job) {
        return Node.of(id, Part.task(job)).withName(name);
    }
}
