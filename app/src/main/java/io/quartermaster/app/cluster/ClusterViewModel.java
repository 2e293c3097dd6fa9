package io.quartermaster.app.cluster;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.store.ClusterRepository.Tenure;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The servers as a table shows them: changed in place, so that a selection and a place survive. FX thread only,
/// without a toolkit; the database is asked in background tasks.
final class ClusterViewModel {
    /// Which face the page shows.
    enum Face {
        NO_CONNECTION,
        LOADING,
        /// No server has ever come.
        EMPTY,
        BROKEN,
        READY
    }

    private static final Comparator<Member> BY_ID = Comparator.comparing(Member::id);

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final Map<String, MemberRow> byId = new HashMap<>();
    private final ObservableList<MemberRow> rows = FXCollections.observableArrayList();
    private final ObservableList<Tenure> tenures = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable MemberRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.NO_CONNECTION);
    private final ReadOnlyObjectWrapper<@Nullable ClusterSnapshot> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<java.time.@Nullable Instant> updated =
            new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private final ServerWishes wishes = new ServerWishes();
    private Comparator<Member> order = BY_ID;
    private @Nullable Workspace working;
    private @Nullable BackgroundTask<ClusterSnapshot> reading;
    private boolean arranging;

    ClusterViewModel(
            BackgroundTasks tasks, Texts texts, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.workspace = workspace;
    }

    ObservableList<MemberRow> rows() {
        return rows;
    }

    /// Newest first.
    ObservableList<Tenure> tenures() {
        return tenures;
    }

    ObjectProperty<@Nullable MemberRow> selectedProperty() {
        return selected;
    }

    ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    /// What was read last.
    ReadOnlyObjectProperty<@Nullable ClusterSnapshot> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<java.time.@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    /// Why what is shown is old; null while it is not.
    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    /// Whether rows move without anybody having touched the table.
    boolean isArranging() {
        return arranging;
    }

    /// Orders the rows so from now on; null for the order of their names.
    void orderBy(@Nullable Comparator<MemberRow> wanted) {
        order = wanted == null
                ? BY_ID
                : Comparator.comparing((Member member) -> Objects.requireNonNull(byId.get(member.id())), wanted)
                        .thenComparing(BY_ID);
        arrange();
    }

    /// Reads again; begins anew with another connection. A reading under way is not doubled.
    void refresh() {
        Workspace now = workspace.getValue();
        if (now != working) {
            begin(now);
        }
        if (now == null || reading != null) {
            return;
        }
        BackgroundTask<ClusterSnapshot> task =
                tasks.quietly(texts.live("cluster.task.read"), () -> ClusterSnapshot.read(now.database()));
        reading = task;
        task.onDone(snapshot -> over(task, () -> show(snapshot))).onFailed(why -> over(task, () -> fail(why)));
    }

    /// Asks a server to drain, or to stay; `told` hears once what it makes of it.
    void ask(
            Workspace in,
            String server,
            ServerCommand.Kind kind,
            @Nullable String reason,
            Consumer<ServerWishes.Outcome> told) {
        String title = kind == ServerCommand.Kind.DRAIN ? "cluster.task.drain" : "cluster.task.stop";
        tasks.run(texts.live(title, server), () -> ServerWishes.ask(in, server, kind, reason))
                .onDone(command -> {
                    wishes.asked(command.orElse(null), told);
                    if (in == working) {
                        refresh();
                    }
                });
    }

    private void begin(@Nullable Workspace now) {
        working = now;
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        byId.clear();
        wishes.forget();
        shown.set(null);
        arrange();
        tenures.clear();
        selected.set(null);
        updated.set(null);
        trouble.set(null);
        face.set(now == null ? Face.NO_CONNECTION : Face.LOADING);
    }

    private void over(BackgroundTask<ClusterSnapshot> task, Runnable then) {
        if (reading == task) {
            reading = null;
            then.run();
        }
    }

    private void show(ClusterSnapshot now) {
        updated.set(clock.instant());
        trouble.set(null);
        byId.keySet().retainAll(now.members().stream().map(Member::id).collect(Collectors.toSet()));
        for (Member member : now.members()) {
            MemberRow row = byId.get(member.id());
            if (row == null) {
                byId.put(member.id(), new MemberRow(member));
            } else {
                row.show(member);
            }
        }
        shown.set(now);
        wishes.look(now);
        arrange();
        if (!tenures.equals(now.tenures())) {
            ListEdits.replace(tenures, now.tenures());
        }
        face.set(now.members().isEmpty() && now.tenures().isEmpty() ? Face.EMPTY : Face.READY);
    }

    private void arrange() {
        arranging = true;
        ListEdits.replace(
                rows,
                byId.values().stream()
                        .map(MemberRow::member)
                        .sorted(order)
                        .map(member -> Objects.requireNonNull(byId.get(member.id())))
                        .toList());
        arranging = false;
        MemberRow held = selected.get();
        if (held != null && byId.get(held.id()) != held) {
            selected.set(null);
        }
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        if (updated.get() == null) {
            face.set(Face.BROKEN);
        }
    }
}
