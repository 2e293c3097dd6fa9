package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Toasts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Job;
import io.quartermaster.model.topology.Conditions;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.JobListing;
import io.quartermaster.store.TopologyRepository.Outcome;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One topology open on the page: its versions, the one that is shown, and the drafts' way into the store. A draft
/// saves itself when nothing was changed for two pulses; a save that comes too late is never forced: the person
/// chooses. FX thread only, without a toolkit.
final class EditorViewModel {
    /// Pulses without a change before a draft saves itself.
    private static final int QUIET = 2;
    /// Pulses between two looks for what others did.
    private static final int READ_EVERY = 5;

    /// What the page shows.
    enum Face {
        LOADING,
        BROKEN,
        /// It has no version.
        BLANK,
        READY
    }

    /// Where the changes of a draft are.
    enum Keeping {
        SAVED,
        CHANGED,
        SAVING,
        /// Somebody else has saved it: see [#theirsProperty].
        STALE,
        /// The database does not answer; tried again with every pulse.
        FAILED
    }

    private record Read(List<TopologyVersion> versions, List<Member> members) {}

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final Toasts toasts;
    private final InstantSource clock;
    private final Workspace workspace;
    private final Job job;
    private final ObservableValue<@Nullable String> blocked;
    private final Drawing drawing;
    private final ObservableList<TopologyVersion> versions = FXCollections.observableArrayList();
    private final ObservableList<Member> members = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable TopologyVersion> version =
            new ReadOnlyObjectWrapper<>(this, "version");
    private final ReadOnlyObjectWrapper<Keeping> keeping = new ReadOnlyObjectWrapper<>(this, "keeping", Keeping.SAVED);
    private final ReadOnlyObjectWrapper<@Nullable TopologyVersion> theirs = new ReadOnlyObjectWrapper<>(this, "theirs");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private int pulses;
    private int sinceRead;

    /// @param blocked why nothing may be written, null while it may
    EditorViewModel(
            BackgroundTasks tasks,
            Texts texts,
            Toasts toasts,
            InstantSource clock,
            Workspace workspace,
            Job job,
            ObservableValue<@Nullable String> blocked) {
        this.tasks = tasks;
        this.texts = texts;
        this.toasts = toasts;
        this.clock = clock;
        this.workspace = workspace;
        this.job = job;
        this.blocked = blocked;
        this.drawing = new Drawing(tasks, texts);
        drawing.onChanged(this::changed);
    }

    Job job() {
        return job;
    }

    Workspace workspace() {
        return workspace;
    }

    Drawing drawing() {
        return drawing;
    }

    /// The newest first.
    ObservableList<TopologyVersion> versions() {
        return versions;
    }

    /// Every job of the instance; those that fit first.
    ObservableList<Member> members() {
        return members;
    }

    ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    /// The version that is shown, null while there is none.
    ReadOnlyObjectProperty<@Nullable TopologyVersion> versionProperty() {
        return version.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Keeping> keepingProperty() {
        return keeping.getReadOnlyProperty();
    }

    /// What somebody else saved meanwhile; null while nobody did.
    ReadOnlyObjectProperty<@Nullable TopologyVersion> theirsProperty() {
        return theirs.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    boolean editable() {
        TopologyVersion shown = version.get();
        return shown != null && shown.state() == State.DRAFT && shown.flaw() == null && blocked.getValue() == null;
    }

    /// Why nothing may be written to this connection, null while it may.
    ObservableValue<@Nullable String> blocked() {
        return blocked;
    }

    boolean unsaved() {
        return keeping.get() != Keeping.SAVED;
    }

    /// Reads versions and jobs; shows the newest draft, or what is published, unless a version is shown already.
    void refresh() {
        sinceRead = 0;
        tasks.quietly(texts.live("topologies.task.read"), this::read)
                .onDone(this::show)
                .onFailed(this::fail);
    }

    private Read read() {
        List<Member> found = workspace.database().jobs().list(workspace.instance()).stream()
                .map(JobListing::job)
                .map(each -> Member.of(each, job.id()))
                .sorted(Comparator.comparing(Member::fits).reversed().thenComparing(Member::name))
                .toList();
        return new Read(workspace.database().topologies().versions(job.id()), found);
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        if (face.get() == Face.LOADING) {
            face.set(Face.BROKEN);
        }
    }

    private void show(Read read) {
        trouble.set(null);
        if (!versions.equals(read.versions())) {
            versions.setAll(read.versions());
        }
        if (!members.equals(read.members())) {
            members.setAll(read.members());
        }
        drawing.know(read.members());
        TopologyVersion shown = version.get();
        if (shown == null) {
            first(read.versions()).ifPresentOrElse(this::open, () -> face.set(Face.BLANK));
        } else if (keeping.get() == Keeping.SAVED) {
            read.versions().stream()
                    .filter(each -> each.number() == shown.number() && each.revision() > shown.revision())
                    .findFirst()
                    .ifPresent(now -> follow(shown, now));
        }
    }

    /// Somebody else changed what is shown, and nothing of mine is unsaved.
    private void follow(TopologyVersion shown, TopologyVersion now) {
        if (now.state() == shown.state() && editable() && now.flaw() == null) {
            became(now);
            drawing.edit(Said.of("topologies.did.theirs", now.updatedBy()), now.definition());
            keeping.set(Keeping.SAVED);
        } else {
            open(now);
        }
        toasts.show(texts.get("topologies.followed", now.updatedBy(), now.number()));
    }

    private static Optional<TopologyVersion> first(List<TopologyVersion> versions) {
        for (State state : List.of(State.DRAFT, State.PUBLISHED, State.ARCHIVED)) {
            Optional<TopologyVersion> found =
                    versions.stream().filter(each -> each.state() == state).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Shows a version. What was changed in the one before is saved first.
    void open(TopologyVersion wanted) {
        TopologyVersion shown = version.get();
        if (shown != null && shown.number() != wanted.number() && unsaved()) {
            save(() -> open(wanted));
            return;
        }
        version.set(wanted);
        keeping.set(Keeping.SAVED);
        theirs.set(null);
        drawing.show(wanted.definition());
        face.set(Face.READY);
    }

    private void changed() {
        pulses = 0;
        if (keeping.get() != Keeping.SAVING && keeping.get() != Keeping.STALE) {
            keeping.set(Keeping.CHANGED);
        }
    }

    /// A second has passed.
    void pulse() {
        if (++sinceRead >= READ_EVERY && keeping.get() == Keeping.SAVED) {
            refresh();
        }
        boolean waits = keeping.get() == Keeping.CHANGED || keeping.get() == Keeping.FAILED;
        if (waits && ++pulses >= QUIET) {
            save(() -> {});
        }
    }

    /// Saves the draft now, if there is anything to save, and then goes on; not when the save failed.
    void save(Runnable then) {
        TopologyVersion shown = version.get();
        if (!unsaved()) {
            then.run();
            return;
        }
        if (keeping.get() == Keeping.STALE) {
            toasts.show(texts.get("topologies.why.stale"));
            return;
        }
        if (shown == null || !editable() || keeping.get() == Keeping.SAVING) {
            return;
        }
        Topology saved = drawing.topology();
        keeping.set(Keeping.SAVING);
        change("topologies.task.save", () -> workspace
                        .database()
                        .topologies()
                        .save(job, shown.number(), shown.revision(), saved, workspace.actor()))
                .accept(outcome -> saved(saved, outcome, then));
    }

    private void saved(Topology what, Outcome outcome, Runnable then) {
        keeping.set(Keeping.SAVED);
        trouble.set(null);
        if (outcome instanceof Outcome.Saved done) {
            became(done.version());
            if (!drawing.topology().equals(what)) {
                changed();
                save(then);
            } else {
                then.run();
            }
        } else {
            refused(outcome);
        }
    }

    /// Begins a draft from nothing (0) or from a version.
    void begin(int baseline) {
        Topology from = versions.stream()
                .filter(each -> each.number() == baseline)
                .findFirst()
                .map(TopologyVersion::definition)
                .orElse(Topology.blank());
        save(() -> change(
                        "topologies.task.begin",
                        () -> workspace.database().topologies().begin(job, baseline, from, workspace.actor()))
                .accept(outcome -> turned(outcome, "topologies.begun")));
    }

    /// Saves, and makes what is shown the version that runs.
    void publish() {
        save(() -> turn("topologies.task.publish", "topologies.published", shown -> workspace
                .database()
                .topologies()
                .publish(job, shown.number(), shown.revision(), workspace.actor())));
    }

    void discard() {
        save(() -> turn("topologies.task.discard", "topologies.discarded", shown -> workspace
                .database()
                .topologies()
                .discard(job, shown.number(), shown.revision(), workspace.actor())));
    }

    private interface Turn {
        Outcome of(TopologyVersion shown);
    }

    private void turn(String title, String told, Turn turn) {
        TopologyVersion shown = version.get();
        if (shown != null) {
            change(title, () -> turn.of(shown)).accept(outcome -> turned(outcome, told));
        }
    }

    private void turned(Outcome outcome, String told) {
        if (outcome instanceof Outcome.Saved done) {
            version.set(null);
            open(done.version());
            toasts.show(texts.get(told, job.spec().name(), done.version().number()));
            refresh();
        } else {
            refused(outcome);
        }
    }

    private void refused(Outcome outcome) {
        if (outcome instanceof Outcome.Stale stale) {
            theirs.set(stale.current());
            keeping.set(Keeping.STALE);
        } else if (outcome instanceof Outcome.NotNow not) {
            toasts.show(texts.get("topologies.refused", not.why()));
            refresh();
        }
    }

    /// Shows what somebody else saved, as a change of mine that can be undone.
    void takeTheirs() {
        TopologyVersion now = theirs.get();
        if (now == null) {
            return;
        }
        became(now);
        drawing.edit(Said.of("topologies.did.theirs", now.updatedBy()), now.definition());
        keeping.set(Keeping.SAVED);
    }

    /// Saves mine over what somebody else saved.
    void keepMine() {
        TopologyVersion now = theirs.get();
        if (now == null) {
            return;
        }
        became(now);
        keeping.set(Keeping.CHANGED);
        save(() -> {});
    }

    private void became(TopologyVersion now) {
        version.set(now);
        theirs.set(null);
        versions.replaceAll(each -> each.number() == now.number() ? now : each);
    }

    /// Whether an expression is a condition over the topology's parameters; told null when it is, else why not.
    void checkCondition(String expression, Consumer<@Nullable String> told) {
        Topology topology = drawing.topology();
        tasks.quietly(texts.live("topologies.task.look"), () -> flaw(topology, expression))
                .onDone(flaw -> told.accept(flaw.orElse(null)));
    }

    private static Optional<String> flaw(Topology topology, String expression) {
        try {
            new Conditions(topology.parameters()).check(expression);
            return Optional.empty();
        } catch (Conditions.BadCondition e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private Consumer<Consumer<Outcome>> change(String title, Callable<Outcome> work) {
        return told -> tasks.run(texts.live(title, job.spec().name()), work)
                .onDone(told)
                .onFailed(why -> {
                    boolean again = trouble.get() != null;
                    fail(why);
                    keeping.set(keeping.get() == Keeping.SAVING ? Keeping.FAILED : keeping.get());
                    pulses = 0;
                    // a draft that is tried again with every pulse says so once
                    if (!again) {
                        toasts.show(texts.get(
                                "topologies.failed",
                                Trouble.next(null, clock.instant(), why).cause()));
                    }
                });
    }
}
