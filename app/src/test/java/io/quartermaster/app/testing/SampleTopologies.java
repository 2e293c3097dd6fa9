package io.quartermaster.app.testing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Events;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Topologies for tests, and the jobs they are made of.
public final class SampleTopologies {
    private SampleTopologies() {}

    public static Job member(Seeded seeded, String name) {
        return seeded.job(Seeded.spec(name).withTrigger(new Trigger.Event()), true);
    }

    public static Job topology(Seeded seeded, String name) {
        return seeded.job(
                Seeded.spec(name).withTarget(JobType.TOPOLOGY, "", "").withTrigger(new Trigger.Event()), true);
    }

    public static Job oneway(Seeded seeded, String name) {
        Policies way = Policies.DEFAULT;
        return seeded.job(
                Seeded.spec(name)
                        .withTrigger(new Trigger.Event())
                        .withPolicies(new Policies(
                                way.missed(),
                                way.timeout(),
                                way.onTimeout(),
                                way.retries(),
                                way.backOff(),
                                way.exclusive(),
                                Policies.Communication.ONEWAY,
                                way.routing())),
                true);
    }

    public static TopologyVersion begun(Seeded seeded, Job job, Topology topology) {
        return ((Outcome.Saved) seeded.database().topologies().begin(job, 0, topology, Seeded.ANNA)).version();
    }

    public static TopologyVersion published(Seeded seeded, Job job, Topology topology) {
        TopologyVersion draft = begun(seeded, job, topology);
        return ((Outcome.Saved)
                        seeded.database().topologies().publish(job, draft.number(), draft.revision(), Seeded.BEN))
                .version();
    }

    /// The end of a day: a condition, a sharded branch, a loop and a topology within.
    public static Topology endOfDay(List<Job> jobs, Job nested) {
        return endOfDay(jobs.stream().map(Job::id).toList(), nested.id());
    }

    public static Topology endOfDay(List<JobId> jobs, JobId nested) {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        nodes.add(Node.of("start", new Part.Start()));
        nodes.add(work("close", "close-books", jobs.get(0)));
        nodes.add(Node.of("both", new Part.Parallel()));
        nodes.add(Node.of("shards", new Part.Sharding("branches")));
        nodes.add(work("settle", "settle-branch", jobs.get(1)));
        nodes.add(work("post", "post-entries", jobs.get(2)));
        nodes.add(Node.of("unshard", new Part.Close(new NodeId("shards"))));
        nodes.add(work("rates", "wait-for-rates", jobs.get(3))
                .withEvents(new Events(false, new Events.Loop("ratesReady", Duration.ofSeconds(30), 20), null)));
        nodes.add(work("reprice", "reprice-book", jobs.get(4))
                .withEvents(new Events(true, null, Duration.ofSeconds(60))));
        nodes.add(Node.of("join", new Part.Close(new NodeId("both"))));
        nodes.add(Node.of("due", new Part.Condition("forSettle && count > 3")));
        nodes.add(Node.of("report", Part.nested(nested.value())).withName("month-end-reports"));
        nodes.add(work("skip", "note-no-settlement", jobs.get(5)));
        nodes.add(Node.of("undue", new Part.Close(new NodeId("due"))));
        nodes.add(work("notify", "notify-branches-of-the-end-of-the-day", jobs.get(6)));
        nodes.add(Node.of("end", new Part.End()));
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
        return Topology.of(
                nodes,
                edges,
                List.of(
                        new Param("forSettle", Param.Type.BOOLEAN, "true"),
                        new Param("count", Param.Type.INT, "4"),
                        new Param("ratesReady", Param.Type.BOOLEAN, "false"),
                        new Param("branches", Param.Type.LIST, "SH\nBJ\nSZ")));
    }

    /// Ways side by side, with some edges between them.
    public static Topology large(int size, Job job) {
        int rows = Math.max(2, (int) Math.sqrt(size / 2.0));
        List<Node> nodes = new ArrayList<>(List.of(Node.of("start", new Part.Start()), Node.of("end", new Part.End())));
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size - 2; i++) {
            nodes.add(work("w" + i, "step-" + i, job));
            edges.add(i < rows ? Edge.of("start", "w" + i) : Edge.of("w" + (i - rows), "w" + i));
            if (i >= rows && i % 5 == 0) {
                edges.add(Edge.of("w" + (i - rows - (i % rows == 0 ? -1 : 1)), "w" + i));
            }
        }
        for (int i = Math.max(0, size - 2 - rows); i < size - 2; i++) {
            edges.add(Edge.of("w" + i, "end"));
        }
        return Topology.of(nodes, edges.stream().distinct().toList(), List.of());
    }

    private static Node work(String id, String name, Job job) {
        return work(id, name, job.id());
    }

    private static Node work(String id, String name, JobId job) {
        return Node.of(id, Part.task(job.value())).withName(name);
    }
}
