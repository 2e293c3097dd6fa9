package io.quartermaster.app.topologies;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.app.platform.Language;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toast;
import io.quartermaster.app.platform.Toasts;
import io.quartermaster.app.testing.Desks;
import io.quartermaster.app.testing.ManualTasks;
import io.quartermaster.app.testing.SampleTopologies;
import io.quartermaster.app.testing.Seeded;
import io.quartermaster.model.Job;
import io.quartermaster.model.topology.Edge;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EditorViewModelTest {
    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final Texts texts = new Texts(Language.ENGLISH);
    private final Toasts toasts = new Toasts();
    private final Job job = SampleTopologies.topology(seeded, "settle-eod");
    private final Job member = SampleTopologies.member(seeded, "settle");
    private final ObjectProperty<@Nullable String> blocked = new SimpleObjectProperty<>();
    private final EditorViewModel model = opened();

    @AfterEach
    void close() {
        assertThat(tasks.unheard()).isEmpty();
        seeded.close();
    }

    private EditorViewModel opened() {
        EditorViewModel made = new EditorViewModel(
                new Tools(tasks.tasks(), texts, toasts, InstantSource.fixed(Desks.NOW), null),
                seeded.workspace(),
                job,
                blocked);
        made.refresh();
        tasks.runAll();
        return made;
    }

    private void addSettle() {
        model.drawing()
                .edit(
                        Said.of("topologies.did.add", "settle"),
                        Edits.split(
                                model.drawing().topology(),
                                Edge.of("start", "end"),
                                Part.task(member.id().value()),
                                "settle"));
    }

    private void begin() {
        model.deeds().begin(0);
        tasks.runAll();
    }

    private TopologyVersion stored(int number) {
        return seeded.database().topologies().find(job.id(), number).orElseThrow();
    }

    @Test
    void aTopologyWithoutAVersionIsBlankUntilADraftIsBegun() {
        assertThat(model.faceProperty().get()).isEqualTo(EditorViewModel.Face.BLANK);
        begin();
        assertThat(model.faceProperty().get()).isEqualTo(EditorViewModel.Face.READY);
        assertThat(model.editable()).isTrue();
        assertThat(model.drawing().findingsProperty().get().placement().boxes()).hasSize(2);
        assertThat(toasts.showing())
                .extracting(Toast::text)
                .containsExactly("Version 1 of settle-eod is yours to draw");
    }

    @Test
    void aDraftSavesItselfWhenNothingWasChangedForTwoPulses() {
        begin();
        addSettle();
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.CHANGED);
        model.pulse();
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(Topology.blank());
        model.pulse();
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(model.drawing().topology());
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.SAVED);
    }

    @Test
    void whatIsDoneIsTakenBackByItsName() {
        begin();
        addSettle();
        Topology after = model.drawing().topology();
        Said did = Objects.requireNonNull(model.drawing().undoableProperty().get());
        assertThat(did.in(texts)).isEqualTo("add settle");
        model.drawing().undo();
        assertThat(model.drawing().topology()).isEqualTo(Topology.blank());
        assertThat(model.drawing().undoableProperty().get()).isNull();
        model.drawing().redo();
        assertThat(model.drawing().topology()).isEqualTo(after);
    }

    @Test
    void publishingSavesFirst() {
        begin();
        addSettle();
        model.deeds().publish(null);
        tasks.runAll();
        assertThat(stored(1).state()).isEqualTo(State.PUBLISHED);
        assertThat(stored(1).definition()).isEqualTo(model.drawing().topology());
        assertThat(model.editable()).isFalse();
        model.deeds().begin(1);
        tasks.runAll();
        assertThat(model.editable()).isTrue();
        assertThat(stored(2).baseline()).isEqualTo(1);
    }

    private void savedByBen() {
        seeded.database()
                .topologies()
                .save(
                        job,
                        1,
                        stored(1).revision(),
                        Edits.change(Topology.blank(), new NodeId("start"), node -> node.withName("bens")),
                        Seeded.BEN);
    }

    @Test
    void aStaleSaveLosesNeitherTheirsNorMine() {
        begin();
        addSettle();
        Topology mine = model.drawing().topology();
        savedByBen();
        model.saving().save(() -> {});
        tasks.runAll();
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.STALE);
        assertThat(Objects.requireNonNull(model.saving().theirsProperty().get()).updatedBy())
                .isEqualTo("ben");
        assertThat(model.drawing().topology()).isEqualTo(mine);
        model.saving().takeTheirs();
        assertThat(model.drawing().topology()).isEqualTo(stored(1).definition());
        model.drawing().undo();
        assertThat(model.drawing().topology()).isEqualTo(mine);
        model.saving().save(() -> {});
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(mine);
    }

    @Test
    void whatSomebodyElseSavesIsShownWhileNothingOfMineIsUnsaved() {
        begin();
        savedByBen();
        for (int i = 0; i < 5; i++) {
            model.pulse();
        }
        tasks.runAll();
        assertThat(model.drawing().topology()).isEqualTo(stored(1).definition());
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.SAVED);
        addSettle();
        model.saving().save(() -> {});
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(model.drawing().topology());
    }

    @Test
    void anotherVersionIsNotOpenedOverWhatIsNotSaved() {
        begin();
        model.deeds().publish(null);
        tasks.runAll();
        model.deeds().begin(1);
        tasks.runAll();
        addSettle();
        Topology mine = model.drawing().topology();
        seeded.database().topologies().save(job, 2, 1, Topology.blank(), Seeded.BEN);
        model.open(stored(1));
        tasks.runAll();
        model.open(stored(1));
        model.deeds().begin(0);
        tasks.runAll();
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.STALE);
        assertThat(model.drawing().topology()).isEqualTo(mine);
    }

    @Test
    void aReadOnlyConnectionsDraftIsOnlyLookedAt() {
        begin();
        blocked.set("read only");
        assertThat(model.editable()).isFalse();
        addSettle();
        model.saving().save(() -> {});
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(Topology.blank());
    }

    @Test
    void mineIsSavedOverTheirsWhenIChooseSo() {
        begin();
        addSettle();
        savedByBen();
        model.saving().save(() -> {});
        tasks.runAll();
        model.saving().keepMine();
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(model.drawing().topology());
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.SAVED);
    }

    @Test
    void whatIsEditedDuringASaveIsSavedAfterIt() {
        begin();
        addSettle();
        model.saving().save(() -> {});
        model.drawing()
                .edit(
                        Said.of("topologies.did.tidy"),
                        Edits.change(model.drawing().topology(), new NodeId("start"), node -> node.withName("go")));
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(model.drawing().topology());
    }

    @Test
    void jobsThatCannotBeMembersSayWhy() {
        Job timed = seeded.job("hourly");
        Job oneway = SampleTopologies.oneway(seeded, "shout");
        model.refresh();
        tasks.runAll();
        List<Member> members = new ArrayList<>(model.members());
        assertThat(members.getFirst().name()).isEqualTo("settle");
        assertThat(members)
                .filteredOn(each -> each.job().id().equals(timed.id()))
                .extracting(Member::why)
                .containsExactly(Problem.Kind.MEMBER_TRIGGER);
        assertThat(members)
                .filteredOn(each -> each.job().id().equals(oneway.id()))
                .extracting(Member::why)
                .containsExactly(Problem.Kind.MEMBER_ONEWAY);
        assertThat(members)
                .filteredOn(each -> each.job().id().equals(job.id()))
                .extracting(Member::why)
                .containsExactly(Problem.Kind.RECURSION);
    }

    @Test
    void aConditionIsCheckedAgainstTheParameters() {
        begin();
        List<String> flaws = new ArrayList<>();
        model.checkCondition("count > 3", flaw -> flaws.add(String.valueOf(flaw)));
        model.checkCondition("1 > 3", flaw -> flaws.add(String.valueOf(flaw)));
        tasks.runAll();
        assertThat(flaws.getFirst()).contains("count");
        assertThat(flaws.getLast()).isEqualTo("null");
    }

    @Test
    void everyProblemAndRefusalHasItsWords() {
        for (Problem.Kind kind : Problem.Kind.values()) {
            assertThat(texts.has("topologies.problem." + kind.name()))
                    .as(kind.name())
                    .isTrue();
        }
        for (EdgeRefusal why : EdgeRefusal.values()) {
            assertThat(texts.has("topologies.edge." + why.name()))
                    .as(why.name())
                    .isTrue();
        }
        for (WrapRefusal why : WrapRefusal.values()) {
            assertThat(texts.has("topologies.wrap.why." + why.name()))
                    .as(why.name())
                    .isTrue();
        }
    }
}
