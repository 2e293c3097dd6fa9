package io.quartermaster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.Slots;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.WorkPlan;
import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.TopologyRun;
import io.quartermaster.model.work.WorkRun;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.testing.Eventually;
import io.quartermaster.testing.MariaDb;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Cluster jobs whose server goes away in the middle, and those that are nodes of topologies.
class CutUpTakeOverTest {
    @TempDir
    Path directory;

    @Test
    void anotherServerGoesOnAndNothingIsDoneTwice() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        ClusterHandlers handlers = new ClusterHandlers(2).shut();
        try (TestServer second = TestServer.start(shared, "s2", directory)) {
            TestServer first = TestServer.start(shared, "s1", directory);
            Eventually.until("the slots are shared", () -> Stream.of(first, second)
                    .allMatch(one -> one.server.slots() > Slots.COUNT * 9 / 20));
            try (SchedulerClient client = second.client("app", "CellA", List.of(first), handlers.all())) {
                Job job = ownedBy(first, second.jobs());
                second.jobs().answer(second.jobs().triggerNow(job));
                Eventually.until("chunks are under way", () -> handlers.begun.size() == 2);
                first.die();
                Eventually.until("the other has it all", () -> second.server.slots() == Slots.COUNT);
                handlers.open();
                TriggerRecord record = second.jobs().closed(job);

                assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
                assertThat(handlers.written).hasSize(80).doesNotHaveDuplicates();
                assertThat(second.database.work().runs(record.id()))
                        .singleElement()
                        .extracting(WorkRun::status)
                        .isEqualTo(RunStatus.SUCCEED);
            } finally {
                handlers.open();
            }
        }
    }

    @Test
    void aClientOfAnotherServerTakesChunksByWayOfIt() {
        DatabaseSettings shared = TestSchemas.on(MariaDb.shared());
        ClusterHandlers handlers = new ClusterHandlers(2);
        try (TestServer first = TestServer.start(shared, "s1", directory);
                TestServer second = TestServer.start(shared, "s2", directory)) {
            Eventually.until("the slots are shared", () -> Stream.of(first, second)
                    .allMatch(one -> one.server.slots() > Slots.COUNT * 9 / 20));
            try (SchedulerClient client = second.client("app", "CellA", handlers.all())) {
                Job job = ownedBy(first, first.jobs());
                first.jobs().answer(first.jobs().triggerNow(job));

                assertThat(first.jobs().closed(job).status()).isEqualTo(RunStatus.SUCCEED);
                assertThat(handlers.written).hasSize(80).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aClusterJobIsANodeOfATopologyAndItsProgressIsThatOfItsChunks() {
        ClusterHandlers handlers = new ClusterHandlers(2);
        TopologyBed.Desk after = new TopologyBed.Desk("after");
        DatabaseSettings settings = new DatabaseSettings.InMemory("node-" + UUID.randomUUID());
        try (TestServer server = TestServer.start(settings, "s1", directory).leading();
                SchedulerClient client = server.client("app", "CellA", handlers.all());
                SchedulerClient other = server.client("app", "CellA", after)) {
            Job work = server.jobs().create(cluster("work"));
            Job last = TopologyBed.task(server, "after");
            Job topology = TopologyBed.published(
                    server,
                    "night",
                    TopologyBed.line(List.of(), TopologyBed.node("split", work), TopologyBed.node("last", last)));
            server.jobs().answer(server.jobs().triggerNow(topology));
            TriggerRecord record = TopologyBed.ended(server, topology);

            assertThat(record.status()).isEqualTo(RunStatus.SUCCEED);
            assertThat(handlers.written).hasSize(80).doesNotHaveDuplicates();
            assertThat(after.given).hasSize(1);
            assertThat(server.database.work().runs(record.id())).hasSize(1);
            TopologyRun run = TopologyRun.replay(
                    server.database.topologyRuns().definitions(record.id()).orElseThrow(),
                    server.database.topologyRuns().events(record.id(), 0));
            assertThat(run.node(NodeKey.of("split")).message()).isEqualTo("9 chunks, 80 items");
        }
    }

    private static Job ownedBy(TestServer server, Jobs jobs) {
        for (int i = 0; ; i++) {
            Job job = jobs.create(cluster("work-" + i));
            if (server.server.owns(job.id())) {
                return job;
            }
        }
    }

    private static JobSpec cluster(String name) {
        return JobSpec.blank(Jobs.INSTANCE)
                .withName(name)
                .withTarget(JobType.CLUSTER, "app", "execute")
                .withWork(WorkPlan.WHOLE.withSplits(List.of("split")))
                .withParams(List.of(new Param("chunks", Param.Type.INT, "8")));
    }
}
