package io.quartermaster.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.clients.ClientsViewModel.Face;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.WorkPlan;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The clients, without a toolkit, over a real database.
class ClientsViewModelTest {
    private static final Instant EARLY = Instant.parse("2026-11-20T06:00:00Z");

    private final Seeded seeded = new Seeded();
    private final Instant now = seeded.database().now();
    private final ClientRows rows = new ClientRows(seeded);
    private final ManualTasks tasks = new ManualTasks();
    private final Texts texts = new Texts(Language.ENGLISH);
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final ClientsViewModel model =
            new ClientsViewModel(tasks.tasks(), texts, InstantSource.system(), workspace);

    @AfterEach
    void close() {
        seeded.close();
    }

    @Test
    void theLinksOfOneProcessAreOneClient() {
        rows.client("p1", "settle-app", "10.0.0.7", "CellA", EARLY, ClientRows.SETTLING, "s1", "s2", "s3");
        rows.client("p2", "settle-app", "10.0.0.7", "CellA", EARLY.plusSeconds(5), ClientRows.SETTLING, "s1");
        read();

        assertThat(clients()).extracting(Client::key).containsExactly("p1", "p2");
        Client first = clients().getFirst();
        assertThat(first.servers()).containsExactly("s1", "s2", "s3");
        assertThat(first.handlers()).containsEntry("byTable", "CLUSTER_SPLIT").hasSize(3);
        assertThat(first.since()).isEqualTo(EARLY);
        assertThat(model.faceProperty().get()).isEqualTo(Face.READY);
    }

    @Test
    void aClientThatLostOneOfItsLinksIsStillThereAndOneThatLostAllIsGoneWithTheReason() {
        rows.client("p1", "settle-app", "10.0.0.7", "CellA", EARLY, ClientRows.SETTLING, "s1", "s2");
        rows.client("p2", "other-app", "10.0.0.8", "CellB", EARLY, ClientRows.SETTLING, "s1", "s2");
        rows.left("p1", "s2", EARLY.plusSeconds(60), "server went away");
        rows.left("p2", "s1", EARLY.plusSeconds(60), "server went away");
        rows.left("p2", "s2", EARLY.plusSeconds(90), "said nothing for 10 s");
        read();

        assertThat(clients())
                .extracting(Client::key, Client::online)
                .containsExactly(Tuple.tuple("p1", true), Tuple.tuple("p2", false));
        assertThat(clients().getFirst().servers()).containsExactly("s1");
        Client gone = clients().get(1);
        assertThat(gone.left()).isEqualTo(EARLY.plusSeconds(90));
        assertThat(gone.reason()).isEqualTo("said nothing for 10 s");
        assertThat(gone.servers()).containsExactly("s1", "s2");
    }

    @Test
    void whatItRunsAndHowItFailedLastIsAddedUpOverItsLinks() {
        rows.client("p1", "settle-app", "10.0.0.7", "CellA", EARLY, ClientRows.SETTLING, "s1", "s2");
        Job job = seeded.job("settle-eod");
        rows.record(job, now.minusSeconds(30), "EXECUTING", "settle-app@10.0.0.7:51000", "");
        rows.record(job, now.minusSeconds(20), "EXECUTING", "settle-app@10.0.0.7:51001", "");
        rows.record(job, now.minusSeconds(90), "FAILED", "settle-app@10.0.0.7:51001", "disk full");
        rows.record(job, now.minusSeconds(60), "TIMEOUT", "settle-app@10.0.0.7:51000", "too slow");
        rows.record(job, now.minusSeconds(10), "FAILED", "settle-app@10.0.0.9:51000", "another's");
        read();

        Client client = clients().getFirst();
        assertThat(client.running()).isEqualTo(2);
        assertThat(Objects.requireNonNull(client.failure()).text()).isEqualTo("too slow");
    }

    @Test
    void jobsThatNobodyCanRunAreToldWithWhatIsMissing() {
        rows.client("p1", "settle-app", "10.0.0.7", "CellA", EARLY, ClientRows.SETTLING, "s1");
        seeded.job(Seeded.spec("fine"), true);
        seeded.job(Seeded.spec("gone").withTarget(JobType.SIMPLE, "risk-app", "risk"), true);
        seeded.job(Seeded.spec("off").withTarget(JobType.SIMPLE, "risk-app", "risk"), false);
        seeded.job(
                Seeded.spec("split")
                        .withTarget(JobType.CLUSTER, "settle-app", "settleAll")
                        .withWork(WorkPlan.WHOLE.withSplits(List.of("byTable", "settleHandler", "byPage"))),
                true);
        read();

        assertThat(model.lacking())
                .extracting(LackingJob::name, LackingJob::handler, LackingJob::needed, LackingJob::why)
                .containsExactly(
                        Tuple.tuple("gone", "risk", HandlerKind.SIMPLE, LackingJob.Why.NO_CLIENT),
                        Tuple.tuple("split", "settleHandler", HandlerKind.CLUSTER_SPLIT, LackingJob.Why.WRONG_KIND),
                        Tuple.tuple("split", "byPage", HandlerKind.CLUSTER_SPLIT, LackingJob.Why.NOT_OFFERED));
    }

    @Test
    void theFilterKnowsHandlersAndTheSelectionSurvivesAReading() {
        rows.client("p1", "settle-app", "10.0.0.7", "CellA", EARLY, ClientRows.SETTLING, "s1");
        rows.client("p2", "risk-app", "10.0.0.8", "CellB", EARLY, Map.of("risk", HandlerKind.SIMPLE), "s1");
        rows.client("p3", "old-app", "10.0.0.9", "CellB", EARLY, Map.of(), "s1");
        rows.left("p3", "s1", EARLY.plusSeconds(1), "bye");
        read();
        model.selectedProperty().set(model.rows().getFirst());
        ClientRow held = model.rows().getFirst();

        model.filterProperty().set("bytable cella");
        assertThat(clients()).extracting(Client::key).containsExactly("p1");
        model.filterProperty().set("");
        model.onlyConnectedProperty().set(true);
        assertThat(clients()).extracting(Client::key).containsExactly("p2", "p1");
        model.filterProperty().set("nobody");
        assertThat(model.faceProperty().get()).isEqualTo(Face.NOTHING_MATCHES);
        model.filterProperty().set("");
        read();
        assertThat(model.selectedProperty().get()).isSameAs(held);
    }

    @Test
    void anotherConnectionBeginsAnewAndADatabaseThatIsAwayIsTold() {
        read();
        assertThat(model.faceProperty().get()).isEqualTo(Face.EMPTY);
        workspace.set(null);
        model.refresh();
        assertThat(model.faceProperty().get()).isEqualTo(Face.NO_CONNECTION);
        seeded.close();
        read();
        assertThat(model.faceProperty().get()).isEqualTo(Face.BROKEN);
    }

    @Test
    void theStoryTellsItsRunsAndTheJobsItServesRightlyOrNot() {
        rows.client("p1", "settle-app", "10.0.0.7", "CellA", EARLY, ClientRows.SETTLING, "s1");
        Job job = seeded.job("settle-eod");
        seeded.job(Seeded.spec("wrong").withTarget(JobType.SIMPLE, "settle-app", "byTable"), true);
        seeded.job(Seeded.spec("others").withTarget(JobType.SIMPLE, "settle-app", "nobodys"), true);
        rows.record(job, now.minusSeconds(30), "SUCCEED", "settle-app@10.0.0.7:51000", "");
        rows.record(job, now.minusSeconds(40), "SUCCEED", "settle-app@10.0.0.8:51000", "");
        read();
        ClientStory story = new ClientStory(texts, tasks.tasks());

        story.show(workspace.get(), clients().getFirst());
        tasks.runAll();

        ClientStory.Story told = story.storyProperty().get();
        assertThat(told.runs()).hasSize(1);
        assertThat(told.served())
                .extracting(each -> each.job().name(), ClientStory.Served::handlers, ClientStory.Served::wrong)
                .containsExactly(
                        Tuple.tuple("settle-eod", List.of("settleHandler"), List.of()),
                        Tuple.tuple("wrong", List.of(), List.of("byTable")));
    }

    private void read() {
        if (workspace.get() == null) {
            workspace.set(seeded.workspace());
        }
        model.refresh();
        tasks.runAll();
    }

    private List<Client> clients() {
        return model.rows().stream().map(ClientRow::client).toList();
    }
}
