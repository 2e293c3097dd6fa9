package io.quartermaster.app.topologies;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Conditions;
import io.quartermaster.model.topology.Nesting;
import io.quartermaster.model.topology.Topology;
import io.quartermaster.model.topology.TopologyVersion;
import io.quartermaster.model.topology.TopologyVersion.State;
import io.quartermaster.store.TopologyRepository.Outcome;
import io.quartermaster.store.TopologyVersionLine;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// One topology open on the page: its versions, the one that is shown, and who may be its members. How a draft is saved
/// is [Saving]'s, what becomes of versions [VersionDeeds]'. FX thread only, without a toolkit.
final class EditorViewModel {
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

    /// Whom the handlers of the members were asked of.
    record Asked(int clients, Instant at) {}

    private final Tools tools;
    private final Workspace workspace;
    private final Job job;
    private final ObservableValue<@Nullable String> blocked;
    private final EditorReading reading;
    private final Drawing drawing;
    private final Saving saving;
    private final VersionDeeds deeds;
    private final ObservableList<TopologyVersionLine> versions = FXCollections.observableArrayList();
    private final ObservableList<Member> members = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.LOADING);
    private final ReadOnlyObjectWrapper<@Nullable TopologyVersion> version =
            new ReadOnlyObjectWrapper<>(this, "version");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private final ReadOnlyObjectWrapper<@Nullable Asked> asked = new ReadOnlyObjectWrapper<>(this, "asked");
    private int sinceRead;

    /// @param blocked why nothing may be written, null while it may
    EditorViewModel(Tools tools, Workspace workspace, Job job, ObservableValue<@Nullable String> blocked) {
        this.tools = tools;
        this.workspace = workspace;
        this.job = job;
        this.blocked = blocked;
        this.reading = new EditorReading(workspace, job);
        this.drawing = new Drawing(tools.tasks(), tools.texts(), job.id());
        this.saving = new Saving(this, new Recovery(tools.drafts(), workspace, job));
        this.deeds = new VersionDeeds(this);
        drawing.onChanged(this::changed);
    }

    Tools tools() {
        return tools;
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

    Saving saving() {
        return saving;
    }

    VersionDeeds deeds() {
        return deeds;
    }

    /// The newest first.
    ObservableList<TopologyVersionLine> versions() {
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

    @Nullable
    TopologyVersion version() {
        return version.get();
    }

    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// Null before the first answer.
    ReadOnlyObjectProperty<@Nullable Asked> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    boolean editable() {
        TopologyVersion shown = version.get();
        return shown != null && shown.state() == State.DRAFT && shown.flaw() == null && blocked.getValue() == null;
    }

    /// Why nothing may be written to this connection, null while it may.
    ObservableValue<@Nullable String> blocked() {
        return blocked;
    }

    /// Reads versions, jobs and handlers; shows the newest draft, or what is published, unless a version is shown
    /// already.
    void refresh() {
        sinceRead = 0;
        TopologyVersion shown = version.get();
        var within = Nesting.within(drawing.topology());
        tools.tasks()
                .quietly(tools.texts().live("topologies.task.read"), () -> reading.read(shown, within))
                .onDone(this::show)
                .onFailed(this::fail);
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), tools.clock().instant(), why));
        if (face.get() == Face.LOADING) {
            face.set(Face.BROKEN);
        }
    }

    private void show(EditorReading.Read read) {
        trouble.set(null);
        ListEdits.replace(versions, read.lines());
        if (!members.equals(read.members())) {
            members.setAll(read.members());
        }
        asked.set(new Asked(read.offers().clients(), tools.clock().instant()));
        drawing.know(Known.of(job.id(), read.members(), read.offers(), read.within()));
        TopologyVersion shown = version.get();
        TopologyVersion now = read.version();
        if (shown == null) {
            Optional.ofNullable(now).ifPresentOrElse(this::open, () -> face.set(Face.BLANK));
        } else if (now != null
                && !saving.unsaved()
                && now.number() == shown.number()
                && now.revision() > shown.revision()) {
            follow(shown, now);
        }
    }

    /// Somebody else changed what is shown, and nothing of mine is unsaved.
    private void follow(TopologyVersion shown, TopologyVersion now) {
        if (now.state() == shown.state() && editable() && now.flaw() == null) {
            became(now);
            drawing.edit(Said.of("topologies.did.theirs", now.updatedBy()), now.definition());
            saving.settled();
        } else {
            open(now);
        }
        toast("topologies.followed", now.updatedBy(), now.number());
    }

    /// Reads a version and tells it; nobody when it is gone.
    void read(int number, Consumer<TopologyVersion> told) {
        tools.tasks()
                .quietly(tools.texts().live("topologies.task.read"), () -> reading.find(number))
                .onDone(found -> found.ifPresentOrElse(told, this::refresh))
                .onFailed(why -> toast(
                        "topologies.unread",
                        Trouble.next(null, tools.clock().instant(), why).cause()));
    }

    /// Shows a version. What was changed in the one before is saved first.
    void open(TopologyVersionLine wanted) {
        read(wanted.number(), this::open);
    }

    void open(TopologyVersion wanted) {
        TopologyVersion shown = version.get();
        if (shown != null && shown.number() != wanted.number() && saving.unsaved()) {
            saving.save(() -> open(wanted));
            return;
        }
        show(wanted);
    }

    /// Shows a version, whatever was shown before.
    void show(TopologyVersion wanted) {
        version.set(wanted);
        drawing.show(wanted.definition());
        saving.settledOn(wanted);
        face.set(Face.READY);
    }

    /// A version was deleted.
    void gone(int number) {
        TopologyVersion shown = version.get();
        if (shown != null && shown.number() == number) {
            version.set(null);
            face.set(Face.LOADING);
        }
        refresh();
    }

    /// What is shown is now this version.
    void became(TopologyVersion now) {
        version.set(now);
        versions.replaceAll(each -> each.number() == now.number() ? TopologyVersionLine.of(now) : each);
    }

    private void changed() {
        saving.changed();
        if (!drawing.known().within().keySet().containsAll(others())) {
            refresh();
        }
    }

    private java.util.Set<JobId> others() {
        java.util.Set<JobId> others = Nesting.within(drawing.topology());
        others.remove(job.id());
        return others;
    }

    /// A second has passed.
    void pulse() {
        if (++sinceRead >= READ_EVERY && !saving.unsaved()) {
            refresh();
        }
        saving.pulse();
    }

    /// Whether an expression is a condition over the topology's parameters; told null when it is, else why not.
    void checkCondition(String expression, Consumer<@Nullable String> told) {
        Topology topology = drawing.topology();
        tools.tasks()
                .quietly(tools.texts().live("topologies.task.look"), () -> flaw(topology, expression))
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

    /// How a job is called, for its node.
    String jobName(JobId id) {
        return drawing.known().name(id);
    }

    void toast(String key, Object... args) {
        tools.toasts().show(tools.texts().get(key, args));
    }

    /// Has the store change something.
    ///
    /// @param failed called when the database did not answer
    void change(String title, Callable<Outcome> work, Consumer<Outcome> told, Runnable failed) {
        tools.tasks()
                .run(tools.texts().live(title, job.spec().name()), work)
                .onDone(outcome -> {
                    trouble.set(null);
                    told.accept(outcome);
                })
                .onFailed(why -> {
                    boolean again = trouble.get() != null;
                    fail(why);
                    failed.run();
                    // a draft that is tried again with every pulse says so once
                    if (!again) {
                        toast(
                                "topologies.failed",
                                Trouble.next(null, tools.clock().instant(), why).cause());
                    }
                });
    }
}
