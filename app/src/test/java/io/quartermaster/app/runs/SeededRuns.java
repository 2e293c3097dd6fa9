package io.quartermaster.app.runs;

import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.RunEvent;
import io.quartermaster.model.topology.run.RunJson;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs in a real database, with the logs that the real machine wrote; the engine's hand is ours.
final class SeededRuns {
    private final Seeded seeded;
    private int days;

    SeededRuns(Seeded seeded) {
        this.seeded = seeded;
    }

    /// The jobs of [Played#night], so that their numbers are those of its nodes; then its reports, and the night
    // itself.
    ///
    /// @return the night
    Job night() {
        for (String name : List.of("close", "settle", "post", "note", "gather", "print", "rates")) {
            seeded.job(Seeded.spec(name).withTrigger(new Trigger.Event()), true);
        }
        seeded.job("unrelated");
        Job reports = topology("month-end-reports", Played.reports());
        return topology("settle-eod", Played.night(reports.id()));
    }

    Job topology(String name, Topology topology) {
        Job job = seeded.job(
                Seeded.spec(name).withTarget(JobType.TOPOLOGY, "", "").withTrigger(new Trigger.Event()), true);
        publish(job, topology);
        return job;
    }

    void publish(Job job, Topology topology) {
        int baseline = seeded.database()
                .topologies()
                .published(job.id())
                .map(version -> version.number())
                .orElse(0);
        var draft =
                ((Outcome.Saved) seeded.database().topologies().begin(job, baseline, topology, Seeded.ANNA)).version();
        seeded.database().topologies().publish(job, draft.number(), draft.revision(), Seeded.ANNA);
    }

    /// A run with its log so far.
    RecordId run(Job job, Played played, RunStatus status) {
        // each a day before the one told of earlier, as a job has one record for each due time
        Instant due = played.log.getFirst().at().minus(Duration.ofDays(days++));
        RecordId id = seeded.record(job, due, status);
        bind(id, job.id());
        Map<JobId, Integer> bound = Map.of(new JobId(9), 1);
        bound.keySet().stream()
                .filter(nested -> !nested.equals(job.id()))
                .filter(nested ->
                        seeded.database().topologies().published(nested).isPresent())
                .forEach(nested -> bind(id, nested));
        write(id, played.log);
        if (status.closed()) {
            seeded.database()
                    .run(handle -> handle.execute(
                            "update trigger_record set finished_at = ? where id = ?",
                            due.plus(Duration.between(
                                            played.log.getFirst().at(),
                                            played.log.getLast().at()))
                                    .toEpochMilli(),
                            id.value()));
        }
        return id;
    }

    void write(RecordId id, List<RunEvent> events) {
        seeded.database().run(handle -> {
            var batch = handle.prepareBatch(
                    "insert into topology_event (record_id, seq, happened_at, fact) values (?, ?, ?, ?)");
            for (RunEvent event : events) {
                batch.add(id.value(), event.seq(), event.at().toEpochMilli(), RunJson.write(event.fact()));
            }
            batch.execute();
        });
    }

    /// What a server writes down of what a handler says.
    void says(RecordId id, String node, int attempt, String line) {
        seeded.database().run(handle -> {
            handle.execute("delete from topology_progress where record_id = ? and node = ?", id.value(), node);
            handle.execute(
                    "insert into topology_progress (record_id, node, pass, attempt, began_seq, line, happened_at)"
                            + " values (?, ?, 1, ?, 1, ?, 0)",
                    id.value(),
                    node,
                    attempt,
                    line);
        });
    }

    /// What a server does with everything that is asked of it.
    void answer(String state, String text) {
        seeded.database().run(handle -> handle.execute("update topology_input set state = ?, answer = ?", state, text));
    }

    private void bind(RecordId id, JobId job) {
        int number = seeded.database().topologies().published(job).orElseThrow().number();
        seeded.database()
                .run(handle -> handle.execute(
                        "insert into topology_bound (record_id, job_id, number) values (?, ?, ?)",
                        id.value(),
                        job.value(),
                        number));
    }

    /// Rows of nodes side by side.
    static Topology wide(int size, Job job) {
        int rows = Math.max(2, (int) Math.sqrt(size / 2.0));
        List<Node> nodes = new ArrayList<>(List.of(Node.of("start", new Part.Start()), Node.of("end", new Part.End())));
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < size - 2; i++) {
            nodes.add(Node.of("w" + i, Part.task(job.id().value())).withName("step-" + i));
            edges.add(i < rows ? Edge.of("start", "w" + i) : Edge.of("w" + (i - rows), "w" + i));
        }
        for (int i = Math.max(0, size - 2 - rows); i < size - 2; i++) {
            edges.add(Edge.of("w" + i, "end"));
        }
        return Topology.of(nodes, edges, List.of());
    }

    /// Plays every node that is dispatched, one after the other, a second each; `failing` fails.
    static Played playedWide(Topology topology, String failing, int steps) {
        Played played = Played.begun(topology);
        for (int i = 0; i < steps && !played.run.dispatched().isEmpty(); i++) {
            String node = played.run
                    .dispatched()
                    .get(i % played.run.dispatched().size())
                    .toString();
            played.after(1 + i % 3);
            if (node.equals(failing)) {
                played.fail(node, "no money");
            } else {
                played.succeed(node);
            }
        }
        return played;
    }
}
