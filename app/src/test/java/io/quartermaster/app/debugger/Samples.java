package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Environment;
import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.Node;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

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
        Topology inner = Topology.of(
                List.of(
                        Node.of("start", new Part.Start()),
                        work("collect", "collect-figures", 9),
                        work("print", "print-reports", 10),
                        Node.of("end", new Part.End())),
                List.of(Edge.of("start", "collect"), Edge.of("collect", "print"), Edge.of("print", "end")),
                List.of(new Param("pages", Param.Type.INT, "0")));
        List<JobId> jobs = LongStream.rangeClosed(1, 7).mapToObj(JobId::new).toList();
        Topology day = SampleTopologies.endOfDay(jobs, REPORTS);
        Topology top = day.withNodes(day.nodes().stream().map(Samples::slower).toList());
        return new Definitions(top, Map.of(REPORTS, inner));
    }

    /// Waits of hours, as the clock at the desk passes them at a click; no breakpoint.
    private static Node slower(Node node) {
        return switch (node.id().value()) {
            case "rates" ->
                node.withEvents(new Events(false, new Events.Loop("ratesReady", Duration.ofMinutes(30), 20), null));
            case "reprice" -> node.withEvents(new Events(false, null, Duration.ofMinutes(125)));
            default -> node;
        };
    }

    private static Node work(String id, String name, long job) {
        return Node.of(id, Part.task(job)).withName(name);
    }
}
