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
import io.quartermaster.model.topology.MergeConflict;
import io.quartermaster.model.topology.Node;
import io.quartermaster.model.topology.NodeId;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.TopologyVersionLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions, merges, and what of a draft outlives the console.
class VersionsViewModelTest {
    @TempDir
    Path drafts;

    private final Seeded seeded = new Seeded();
    private final ManualTasks tasks = new ManualTasks();
    private final Texts texts = new Texts(Language.ENGLISH);
    private final Toasts toasts = new Toasts();
    private final Job job = SampleTopologies.topology(seeded, "settle-eod");
    private final Job member = SampleTopologies.member(seeded, "settle");

    @AfterEach
    void close() {
        assertThat(tasks.unheard()).isEmpty();
        seeded.close();
    }

    private EditorViewModel opened(Job of) {
        EditorViewModel made = new EditorViewModel(
                new Tools(tasks.tasks(), texts, toasts, InstantSource.fixed(Desks.NOW), drafts),
                seeded.workspace(),
                of,
                new SimpleObjectProperty<@Nullable String>());
        made.refresh();
        tasks.runAll();
        return made;
    }

    private static Topology with(Topology topology, Job job, String name) {
        Edge last = topology.edges().getLast();
        return Edits.split(topology, last, Part.task(job.id().value()), name).topology();
    }

    private static Topology named(Topology topology, String id, String name) {
        return Edits.change(topology, new NodeId(id), node -> node.withName(name));
    }

    private TopologyVersion stored(int number) {
        return seeded.database().topologies().find(job.id(), number).orElseThrow();
    }

    private void edit(EditorViewModel model, Topology to) {
        model.drawing().edit(Said.of("topologies.did.tidy"), to);
    }

    private void save(EditorViewModel model) {
        model.saving().save(() -> {});
        tasks.runAll();
    }

    private void bens(int number, Topology definition) {
        seeded.database().topologies().save(job, number, stored(number).revision(), definition, Seeded.BEN);
    }

    @Test
    void disjointChangesOfTwoAreMergedAndSavedAndCanBeTakenBack() {
        Topology base = with(Topology.blank(), member, "a");
        SampleTopologies.begun(seeded, job, base);
        EditorViewModel model = opened(job);
        Topology mine = named(base, "n1", "mine");
        edit(model, mine);
        bens(1, with(base, member, "b"));
        save(model);
        Merging merging = new Merging(Objects.requireNonNull(model.saving().merge()), mine);
        assertThat(merging.conflicts()).isEmpty();
        model.saving().takeMerged(merging.resultProperty().get().topology());
        tasks.runAll();
        assertThat(stored(1).definition().nodes()).extracting(Node::name).contains("mine", "b");
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.SAVED);
        model.drawing().undo();
        assertThat(model.drawing().topology()).isEqualTo(mine);
    }

    @Test
    void nothingIsSavedBeforeEveryConflictIsDecided() {
        Topology base = with(Topology.blank(), member, "a");
        SampleTopologies.begun(seeded, job, base);
        EditorViewModel model = opened(job);
        edit(model, named(base, "n1", "mine"));
        bens(1, named(base, "n1", "theirs"));
        save(model);
        Merging merging = new Merging(
                Objects.requireNonNull(model.saving().merge()), model.drawing().topology());
        assertThat(merging.undecided()).isEqualTo(1);
        assertThat(merging.incoming().isEmpty()).isTrue();
        merging.choose(merging.conflicts().getFirst(), MergeConflict.Side.THEIRS);
        assertThat(merging.undecided()).isZero();
        assertThat(merging.incoming().changes()).hasSize(1);
        model.saving().takeMerged(merging.resultProperty().get().topology());
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(named(base, "n1", "theirs"));
    }

    @Test
    void aDraftThatSomebodyElsePublishedMeanwhileGoesIntoANewOne() {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        Topology mine = with(Topology.blank(), member, "a");
        edit(model, mine);
        seeded.database().topologies().publish(job, 1, 1, Seeded.BEN);
        save(model);
        assertThat(model.saving().keepingProperty().get()).isEqualTo(Keeping.STALE);
        model.saving()
                .takeMerged(Objects.requireNonNull(model.saving().merge())
                        .result(java.util.Map.of())
                        .topology());
        tasks.runAll();
        assertThat(stored(1).state()).isEqualTo(State.PUBLISHED);
        assertThat(stored(2).state()).isEqualTo(State.DRAFT);
        assertThat(stored(2).definition()).isEqualTo(mine);
        assertThat(model.editable()).isTrue();
    }

    @Test
    void aDraftThatSomebodyElseDiscardedMeanwhileIsNotLost() {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        Topology mine = with(Topology.blank(), member, "a");
        edit(model, mine);
        seeded.database().topologies().discard(job, 1, 1, Seeded.BEN);
        save(model);
        model.saving().keepMine();
        tasks.runAll();
        assertThat(stored(2).definition()).isEqualTo(mine);
    }

    @Test
    void anOldVersionIsRestoredAsADraft() {
        Topology old = with(Topology.blank(), member, "old");
        SampleTopologies.published(seeded, job, old);
        SampleTopologies.published(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        model.deeds().begin(1);
        tasks.runAll();
        assertThat(stored(3).definition()).isEqualTo(old);
        assertThat(stored(3).baseline()).isEqualTo(1);
        assertThat(Objects.requireNonNull(model.version()).number()).isEqualTo(3);
    }

    @Test
    void aDiscardedVersionIsDeletedAndTheNextOneShown() {
        SampleTopologies.published(seeded, job, Topology.blank());
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        model.deeds().discard();
        tasks.runAll();
        assertThat(Objects.requireNonNull(model.version()).state()).isEqualTo(State.DISCARDED);
        model.deeds().delete(model.versions().getFirst());
        tasks.runAll();
        assertThat(model.versions()).extracting(TopologyVersionLine::number).containsExactly(1);
        assertThat(Objects.requireNonNull(model.version()).number()).isEqualTo(1);
    }

    @Test
    void publishingKeepsWhatWasSaidOfIt() {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        model.deeds().publish("for the end of the year");
        tasks.runAll();
        assertThat(model.versions()).extracting(TopologyVersionLine::note).containsExactly("for the end of the year");
    }

    private List<Path> kept() throws java.io.IOException {
        try (Stream<Path> files = Files.list(drafts)) {
            return files.toList();
        }
    }

    @Test
    void whatWasNotSavedWhenTheConsoleDiedIsBackAtTheNextStart() throws java.io.IOException {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel died = opened(job);
        Topology mine = with(Topology.blank(), member, "a");
        edit(died, mine);
        tasks.runAll();
        assertThat(stored(1).definition()).isEqualTo(Topology.blank());
        assertThat(kept()).hasSize(1);
        EditorViewModel next = opened(job);
        assertThat(next.drawing().topology()).isEqualTo(mine);
        assertThat(stored(1).definition()).isEqualTo(mine);
        assertThat(toasts.showing()).extracting(Toast::text).anyMatch(text -> text.contains("is back"));
        assertThat(kept()).isEmpty();
        next.drawing().undo();
        assertThat(next.drawing().topology()).isEqualTo(Topology.blank());
    }

    @Test
    void whatWasNotSavedIsMergedWithWhatSomebodySavedSince() {
        Topology base = with(Topology.blank(), member, "a");
        SampleTopologies.begun(seeded, job, base);
        EditorViewModel died = opened(job);
        edit(died, named(base, "n1", "mine"));
        tasks.runAll();
        bens(1, with(base, member, "b"));
        EditorViewModel next = opened(job);
        assertThat(next.saving().keepingProperty().get()).isEqualTo(Keeping.STALE);
        Topology merged = Objects.requireNonNull(next.saving().merge())
                .result(java.util.Map.of())
                .topology();
        assertThat(merged.nodes()).extracting(Node::name).contains("mine", "b");
    }

    @Test
    void aFileThatCannotBeReadIsSetAside() throws java.io.IOException {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel died = opened(job);
        edit(died, with(Topology.blank(), member, "a"));
        tasks.runAll();
        Path file = kept().getFirst();
        Files.writeString(file, "{ half of");
        assertThat(opened(job).drawing().topology()).isEqualTo(Topology.blank());
        assertThat(kept()).extracting(Path::toString).allMatch(name -> name.endsWith(".broken"));
    }

    @Test
    void whatIsDrawnInTheLastSecondsIsSavedWhenTheConsoleQuits() {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        Topology mine = with(Topology.blank(), member, "a");
        edit(model, mine);
        model.saving().quit(Duration.ofSeconds(20));
        assertThat(stored(1).definition()).isEqualTo(mine);
    }

    @Test
    void whatTheDatabaseDoesNotTakeWhenTheConsoleQuitsLiesInItsFile() throws java.io.IOException {
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        edit(model, with(Topology.blank(), member, "a"));
        seeded.close();
        model.saving().quit(Duration.ofSeconds(20));
        assertThat(kept()).hasSize(1);
    }

    private List<Problem.Kind> problems(EditorViewModel model) {
        return model.drawing().findingsProperty().get().problems().stream()
                .map(Problem::kind)
                .toList();
    }

    @Test
    void handlersAreAskedOfTheClients() {
        SampleTopologies.begun(seeded, job, with(Topology.blank(), member, "a"));
        EditorViewModel model = opened(job);
        assertThat(problems(model)).isEmpty();
        assertThat(model.askedProperty().get()).isEqualTo(new EditorViewModel.Asked(0, Desks.NOW));
        seeded.client("settle-app", "otherHandler", "SIMPLE");
        model.refresh();
        tasks.runAll();
        assertThat(problems(model)).containsExactly(Problem.Kind.HANDLER_MISSING);
        assertThat(model.drawing().findingsProperty().get().sound()).isTrue();
        seeded.client("settle-app", "settleHandler", "CLUSTER_SPLIT");
        model.refresh();
        tasks.runAll();
        assertThat(problems(model)).containsExactly(Problem.Kind.HANDLER_KIND);
        assertThat(model.drawing().findingsProperty().get().sound()).isFalse();
        seeded.client("settle-app", "settleHandler", "SIMPLE");
        model.refresh();
        tasks.runAll();
        assertThat(problems(model)).isEmpty();
        assertThat(model.askedProperty().get()).isEqualTo(new EditorViewModel.Asked(3, Desks.NOW));
    }

    @Test
    void aTopologyThatContainsItselfOverAnotherIsToldAtItsNode() {
        Job inner = SampleTopologies.topology(seeded, "inner");
        Topology back = Edits.split(
                        Topology.blank(),
                        Edge.of("start", "end"),
                        Part.nested(job.id().value()),
                        "back")
                .topology();
        SampleTopologies.published(seeded, inner, back);
        SampleTopologies.begun(seeded, job, Topology.blank());
        EditorViewModel model = opened(job);
        edit(
                model,
                Edits.split(
                                Topology.blank(),
                                Edge.of("start", "end"),
                                Part.nested(inner.id().value()),
                                "in")
                        .topology());
        tasks.runAll();
        List<Problem> problems = model.drawing().findingsProperty().get().problems();
        assertThat(problems).extracting(Problem::kind).containsExactly(Problem.Kind.RECURSION);
        assertThat(problems.getFirst().args()).containsExactly("inner → settle-eod");
    }

    @Test
    void aJobThatCannotBeUsedIsMendedByItsUsualSave() {
        Job timed = seeded.job("hourly");
        Job oneway = SampleTopologies.oneway(seeded, "shout");
        for (Job each : List.of(timed, oneway)) {
            assertThat(Mending.possible(Member.of(each, job.id()))).isTrue();
            Job now = seeded.bensSave(each, Mending.mended(each.spec()));
            assertThat(Member.of(now, job.id()).fits()).isTrue();
        }
    }
}
