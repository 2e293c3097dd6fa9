package io.quartermaster.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every database must do for the versions of topologies.
abstract class TopologiesContract {
    private static final Actor ANNA = new Actor("anna", "ws-1");
    private static final Actor BEN = new Actor("ben", "ws-2");

    final Database database = open();

    abstract Database open();

    @BeforeEach
    void migrate() {
        database.schema().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Job job() {
        return job("night-batch");
    }

    private Job job(String name) {
        JobSpec spec = JobSpec.blank(new InstanceId("000001")).withName(name).withTarget(JobType.TOPOLOGY, "", "");
        return ((SaveResult.Saved) database.jobs().create(spec, true, ANNA)).job();
    }

    private TopologyVersion saved(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Saved.class);
        return ((Outcome.Saved) outcome).version();
    }

    @Test
    void aDraftIsSavedPublishedAndReplaced() {
        Job job = job();
        TopologyVersion draft = saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        assertThat(draft.state()).isEqualTo(State.DRAFT);
        assertThat(database.topologies().published(job.id())).isEmpty();
        Topology drawn = Topology.blank().withEdges(List.of());
        TopologyVersion saved = saved(database.topologies().save(job, draft.number(), draft.revision(), drawn, ANNA));
        assertThat(saved.definition()).isEqualTo(drawn);
        saved(database.topologies().publish(job, saved.number(), saved.revision(), ANNA));
        TopologyVersion second = saved(database.topologies().begin(job, 1, drawn, BEN));
        assertThat(second.number()).isEqualTo(2);
        saved(database.topologies().publish(job, 2, second.revision(), BEN));
        assertThat(database.topologies().versions(job.id()))
                .extracting(TopologyVersion::state)
                .containsExactly(State.PUBLISHED, State.ARCHIVED);
        assertThat(database.topologies().published(job.id()).orElseThrow().number())
                .isEqualTo(2);
    }

    @Test
    void oneDraftOfEachBaseline() {
        Job job = job();
        saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        assertThat(database.topologies().begin(job, 0, Topology.blank(), BEN))
                .isEqualTo(new Outcome.NotNow("1 is editing,can not create new version with 0"));
        assertThat(database.topologies().begin(job, 7, Topology.blank(), BEN)).isInstanceOf(Outcome.NotNow.class);
    }

    @Test
    void aSaveOverSomebodyElsesIsRefusedAndShowsTheirs() {
        Job job = job();
        TopologyVersion draft = saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        saved(database.topologies().save(job, 1, draft.revision(), Topology.blank(), BEN));
        Outcome stale = database.topologies().save(job, 1, draft.revision(), Topology.blank(), ANNA);
        assertThat(stale).isInstanceOf(Outcome.Stale.class);
        assertThat(((Outcome.Stale) stale).current().updatedBy()).isEqualTo("ben");
    }

    @Test
    void whatMayBeDoneDependsOnTheState() {
        Job job = job();
        TopologyVersion draft = saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        assertThat(database.topologies().delete(job, 1, draft.revision(), ANNA)).isInstanceOf(Outcome.NotNow.class);
        TopologyVersion discarded = saved(database.topologies().discard(job, 1, draft.revision(), ANNA));
        assertThat(database.topologies().publish(job, 1, discarded.revision(), ANNA))
                .isEqualTo(new Outcome.NotNow("version 1 is DISCARDED"));
        assertThat(database.topologies().delete(job, 1, discarded.revision(), ANNA))
                .isInstanceOf(Outcome.Deleted.class);
        assertThat(database.topologies().versions(job.id())).isEmpty();
    }

    @Test
    void twoThatPublishAtOnceLeaveOnePublished() {
        Job job = job();
        saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        saved(database.topologies().publish(job, 1, 1, ANNA));
        saved(database.topologies().begin(job, 1, Topology.blank(), ANNA));
        List<CompletableFuture<Outcome>> racing = IntStream.of(1, 2)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                    int revision = database.topologies()
                            .find(job.id(), number)
                            .orElseThrow()
                            .revision();
                    return database.topologies().publish(job, number, revision, BEN);
                }))
                .toList();
        racing.forEach(CompletableFuture::join);
        assertThat(database.topologies().versions(job.id()))
                .filteredOn(version -> version.state() == State.PUBLISHED)
                .hasSize(1);
    }

    @Test
    void aVersionSpoiledByHandIsShownAsSuch() {
        Job job = job();
        saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        database.run(handle -> handle.execute("update topology_version set definition = '{'"));
        assertThat(database.topologies().find(job.id(), 1).orElseThrow().flaw()).isNotBlank();
    }

    @Test
    void theZonesOfATypeAreWrittenOverWhatWasSeen() {
        InstanceId instance = new InstanceId("000001");
        ConfigRepository config = database.config();
        String row = "{\"RZone\":[\"RZ001\"]}";
        assertThat(config.zoneTypes(instance)).isEmpty();
        assertThat(config.setZoneTypes(instance, null, row, ANNA, "new cells"))
                .isEqualTo(new ConfigRepository.Change.Done(row, null));
        assertThat(config.setZoneTypes(instance, null, "{}", BEN, null))
                .isEqualTo(new ConfigRepository.Change.Stale(row));
        assertThat(config.zoneTypes(instance)).contains(row);
        assertThat(config.zoneSwitch(instance)).isEmpty();
        assertThat(database.audit().page(instance, null, 1).getFirst().action()).isEqualTo("zone.types");
    }

    @Test
    void everyChangeIsAudited() {
        Job job = job();
        saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        saved(database.topologies().publish(job, 1, 1, BEN));
        List<String> actions = database.call(
                handle -> handle.createQuery("select action from audit where object_kind = 'topology' order by id")
                        .mapTo(String.class)
                        .list());
        assertThat(actions).containsExactly("topology.begin", "topology.publish");
    }

    @Test
    void versionsAreListedWithoutTheirDefinitions() {
        Job job = job();
        saved(database.topologies().begin(job, 0, Topology.blank(), ANNA));
        saved(database.topologies().publish(job, 1, 1, BEN, "first light"));
        Topology drawn = Topology.blank().withNodes(List.of());
        TopologyVersion draft = saved(database.topologies().begin(job, 1, Topology.blank(), ANNA));
        saved(database.topologies().save(job, 2, draft.revision(), drawn, ANNA));
        List<TopologyVersionLine> lines = database.topologies().lines(job.id());
        assertThat(lines).extracting(TopologyVersionLine::number).containsExactly(2, 1);
        assertThat(lines).extracting(TopologyVersionLine::nodes).containsExactly(0, 2);
        assertThat(lines).extracting(TopologyVersionLine::note).containsExactly(null, "first light");
        assertThat(lines.getLast().state()).isEqualTo(State.PUBLISHED);
        assertThat(database.topologies().lines(new InstanceId("000001"))).isEqualTo(lines);
        assertThat(database.topologies().lines(new InstanceId("000002"))).isEmpty();
        String reason =
                database.call(handle -> handle.createQuery("select reason from audit where action = 'topology.publish'")
                        .mapTo(String.class)
                        .one());
        assertThat(reason).isEqualTo("first light");
    }
}
