package io.quartermaster.app.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.cluster.ClusterViewModel.Face;
import io.quartermaster.app.cluster.Member.Progress;
import io.quartermaster.app.cluster.ServerWishes.Outcome;
import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.model.ServerCommand.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterViewModelTest {
    private final ClusterDatabase cluster = new ClusterDatabase();
    private final ManualTasks tasks = new ManualTasks();
    private final ObjectProperty<@Nullable Workspace> workspace = new SimpleObjectProperty<>();
    private final ClusterViewModel model =
            new ClusterViewModel(tasks.tasks(), new Texts(Language.ENGLISH), InstantSource.fixed(Desks.NOW), workspace);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void nothingIsConnectedThenReadThenThere() {
        assertThat(model.faceProperty().get()).isEqualTo(Face.NO_CONNECTION);
        workspace.set(cluster.workspace());
        model.refresh();
        assertThat(model.faceProperty().get()).isEqualTo(Face.LOADING);
        tasks.runAll();
        assertThat(model.faceProperty().get()).isEqualTo(Face.EMPTY);
        cluster.server("s1", "CellA");
        read();
        assertThat(model.faceProperty().get()).isEqualTo(Face.READY);
        assertThat(ids()).containsExactly("s1");
    }

    @Test
    void theMasterIsToldFromTheOthersAndSlotsFromShares() {
        threeServers().leads("main", "s2");
        read();

        assertThat(member("s2").leads()).containsExactly("");
        assertThat(member("s1").leads()).isEmpty();
        assertThat(member("s1").share()).isEqualTo(0.5);
        assertThat(member("s3").share()).isEqualTo(1.5);
        assertThat(member("s3").overloaded()).isTrue();
        assertThat(member("s2").overloaded()).isFalse();
        assertThat(shown().lone()).isZero();
        assertThat(shown().led()).isTrue();
    }

    @Test
    void whereEveryZoneLeadsItselfTheEvenShareIsTheZones() {
        cluster.server("a1", "CellA")
                .server("a2", "CellA")
                .server("b1", "CellB")
                .slots("a1", 300, 100)
                .slots("a2", 300, 100)
                .slots("b1", 424, 900)
                .leads("main/CellA", "a1")
                .leads("main/CellB", "b1");
        read();

        assertThat(member("a1").leads()).containsExactly("CellA");
        assertThat(member("a1").share()).isEqualTo(1.0);
        assertThat(member("b1").share()).isEqualTo(1.0);
        assertThat(member("a1").keep()).isNull();
        assertThat(member("b1").keep()).isEqualTo(Member.Keep.LAST_IN_ZONE);
    }

    @Test
    void slotsOfASilentServerAreNobodysAndItsClockIsJudged() {
        threeServers().gone("s3", Duration.ofMinutes(2)).set("s1", "clock_offset_ms", -1_001);
        read();

        assertThat(member("s3").alive()).isFalse();
        assertThat(member("s3").sinceGone()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
        assertThat(member("s3").keep()).isEqualTo(Member.Keep.GONE);
        assertThat(shown().lone()).isEqualTo(424);
        assertThat(shown().loneLoad()).isEqualTo(300);
        assertThat(shown().led()).isFalse();
        assertThat(member("s1").clockOff()).isTrue();
        assertThat(member("s2").clockOff()).isFalse();
    }

    @Test
    void rowsSelectionAndOrderSurviveAReading() {
        threeServers();
        read();
        MemberRow second = model.rows().get(1);
        model.selectedProperty().set(second);
        model.orderBy(Comparator.<MemberRow>comparingDouble(row -> row.member().load())
                .reversed());
        assertThat(ids()).containsExactly("s3", "s2", "s1");

        cluster.set("s2", "running", 99);
        cluster.server("s0", "CellA");
        read();

        assertThat(ids()).containsExactly("s3", "s2", "s1", "s0");
        assertThat(model.selectedProperty().get()).isSameAs(second);
        assertThat(second.member().row().running()).isEqualTo(99);
    }

    @Test
    void aServerIsAskedToDrainWithTheReasonAnswersAndMayStay() {
        threeServers();
        read();
        List<Outcome> answers = new ArrayList<>();

        model.ask(cluster.workspace(), "s2", Kind.DRAIN, "patch day", answers::add);
        read();
        assertThat(member("s2").progress()).isEqualTo(Progress.ASKED);
        assertThat(answers).isEmpty();
        cluster.answerAll();
        read();
        assertThat(answers).containsExactly(Outcome.DRAINS);
        assertThat(member("s2").progress()).isEqualTo(Progress.DRAINING);
        assertThat(member("s2").drain())
                .satisfies(drain -> assertThat(drain.reason()).isEqualTo("patch day"));
        assertThat(member("s2").keep()).isEqualTo(Member.Keep.DRAINING);
        assertThat(member("s2").share()).isNull();

        for (int i = 0; i < 2; i++) {
            model.ask(cluster.workspace(), "s2", Kind.STOP_DRAINING, null, answers::add);
            tasks.runAll();
            cluster.answerAll();
            read();
        }
        assertThat(member("s2").progress()).isEqualTo(Progress.NONE);
        assertThat(answers).containsExactly(Outcome.DRAINS, Outcome.STAYS, Outcome.STAYED_ALREADY);
    }

    @Test
    void theLastServerRefusesAndOneThatIsGoneIsNotAsked() {
        cluster.server("s1", "CellA").server("s2", "CellA").gone("s2", Duration.ofSeconds(9));
        read();
        List<Outcome> answers = new ArrayList<>();

        for (String server : List.of("s1", "s2", "nobody")) {
            model.ask(cluster.workspace(), server, Kind.DRAIN, null, answers::add);
        }
        tasks.runAll();
        cluster.answerAll();
        read();

        assertThat(answers).containsExactlyInAnyOrder(Outcome.GONE, Outcome.GONE, Outcome.LAST);
        assertThat(member("s1").progress()).isEqualTo(Progress.REFUSED);
        assertThat(cluster.database().cluster().drains()).isEmpty();
    }

    @Test
    void aServerThatDoesNotAnswerIsSaidToAndAWishOfAFormerLifeIsForgotten() {
        threeServers();
        read();
        List<Outcome> answers = new ArrayList<>();
        model.ask(cluster.workspace(), "s2", Kind.DRAIN, null, answers::add);
        read();

        cluster.database()
                .run(handle -> handle.execute("update server_command set requested_at = requested_at - 3001"));
        read();
        read();

        assertThat(member("s2").progress()).isEqualTo(Progress.UNANSWERED);
        assertThat(answers).containsExactly(Outcome.UNANSWERED);
        cluster.set("s2", "started_at", cluster.database().now().toEpochMilli());
        read();
        assertThat(member("s2").progress()).isEqualTo(Progress.NONE);
    }

    @Test
    void whatWasReadStaysWhenTheDatabaseIsAway() {
        threeServers();
        read();
        cluster.close();
        read();

        assertThat(model.faceProperty().get()).isEqualTo(Face.READY);
        assertThat(ids()).containsExactly("s1", "s2", "s3");
        assertThat(model.troubleProperty().get()).isNotNull();
    }

    private ClusterDatabase threeServers() {
        return cluster.server("s1", "CellA")
                .server("s2", "CellA")
                .server("s3", "CellA")
                .slots("s1", 300, 100)
                .slots("s2", 300, 200)
                .slots("s3", 424, 300);
    }

    private void read() {
        workspace.set(workspace.get() == null ? cluster.workspace() : workspace.get());
        model.refresh();
        tasks.runAll();
    }

    private ClusterSnapshot shown() {
        return java.util.Objects.requireNonNull(model.shownProperty().get());
    }

    private Member member(String id) {
        return shown().members().stream()
                .filter(member -> member.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> ids() {
        return model.rows().stream().map(MemberRow::id).toList();
    }
}
