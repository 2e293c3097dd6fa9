package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.run.Input;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.TopologyRepository.Outcome;
import io.quartermaster.store.TopologyRunRepository.Asked;
import io.quartermaster.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// What tests of topologies on real servers share: handlers that answer as they are told, and topologies of them.
abstract class TopologyBed {
    @TempDir
    Path directory;

    abstract DatabaseSettings settings();

    /// Answers as it is told, and remembers what it was given.
    static final class Desk implements ISimpleJobHandler {
        final List<Map<String, Object>> given = new CopyOnWriteArrayList<>();
        final Map<String, Object> puts = new ConcurrentHashMap<>();
        final String name;
        volatile Function<Integer, Boolean> succeeds = call -> true;
        final AtomicBoolean stopped = new AtomicBoolean();
        volatile String says = "";
        volatile Runnable onCall = () -> {};
        volatile long millis;

        Desk(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public ClientCommonResult handle(JobExecuteContext context) {
            given.add(Map.of("n", String.valueOf(context.getCustomParam("n"))));
            onCall.run();
            if (!says.isEmpty()) {
                context.reportProgress(says);
            }
            puts.forEach(context::putCustomParams);
            takeTime(context);
            return succeeds.apply(given.size())
                    ? ClientCommonResult.buildSuccessResult()
                    : ClientCommonResult.buildFailResult("no money");
        }

        @Override
        public @Nullable Executor getThreadPool() {
            return null;
        }

        private void takeTime(JobExecuteContext context) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                if (context.isStopRequested()) {
                    stopped.set(true);
                    return;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
            }
        }
    }

    static Job task(TestServer server, String handler) {
        return server.jobs().create(Jobs.simple("job-" + handler, handler));
    }

    static Node node(String id, Job job) {
        return Node.of(id, new Part.Task(job.id(), List.of(), List.of()));
    }

    static Topology line(List<Param> params, Node... nodes) {
        List<Node> all = new ArrayList<>(List.of(Node.of("start", new Part.Start()), Node.of("end", new Part.End())));
        List<Edge> edges = new ArrayList<>();
        NodeId before = new NodeId("start");
        for (Node node : nodes) {
            all.add(node);
            edges.add(new Edge(before, node.id(), null));
            before = node.id();
        }
        edges.add(new Edge(before, new NodeId("end"), null));
        return Topology.of(all, edges, params);
    }

    static Job published(TestServer server, String name, Topology topology) {
        Job job =
                server.jobs().create(JobSpec.blank(Jobs.INSTANCE).withName(name).withTarget(JobType.TOPOLOGY, "", ""));
        Outcome begun = server.database.topologies().begin(job, 0, topology, Jobs.ANNA);
        assertThat(begun).isInstanceOf(Outcome.Saved.class);
        server.database.topologies().publish(job, 1, 1, Jobs.ANNA);
        return job;
    }

    static TriggerRecord ended(TestServer server, Job job) {
        return Eventually.given("the run ends", () -> server.jobs().records(job).stream()
                .filter(record -> record.status().closed())
                .findFirst()
                .orElse(null));
    }

    static Asked ask(TestServer server, TriggerRecord run, Input input) {
        Asked asked =
                server.database.topologyRuns().ask(run, input, UUID.randomUUID().toString(), Jobs.ANNA);
        return Eventually.given("an answer", () -> server.database
                .topologyRuns()
                .asked(asked.id())
                .filter(now -> now.state() != Asked.State.NEW)
                .orElse(null));
    }

    static Policies within(Policies usual, Duration timeout) {
        return new Policies(
                usual.missed(),
                timeout,
                usual.onTimeout(),
                usual.retries(),
                usual.backOff(),
                usual.exclusive(),
                usual.communication(),
                usual.routing());
    }

    static Policies twice(Policies usual) {
        return again(usual, 2, Duration.ZERO);
    }

    static Policies again(Policies usual, int retries, Duration backOff) {
        return new Policies(
                usual.missed(),
                usual.timeout(),
                usual.onTimeout(),
                retries,
                backOff,
                usual.exclusive(),
                usual.communication(),
                usual.routing());
    }

    static boolean owns(TestServer server, JobId job) {
        return server.database.cluster().owner(job).filter("s1"::equals).isPresent();
    }
}
