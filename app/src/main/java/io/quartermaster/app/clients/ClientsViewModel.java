package io.quartermaster.app.clients;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.ListEdits;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The clients as a table shows them: changed in place, so that a selection and a place survive. FX thread only,
/// without a toolkit; the database is asked in background tasks.
final class ClientsViewModel {
    /// Which face the page shows.
    enum Face {
        NO_CONNECTION,
        LOADING,
        BROKEN,
        /// No client has ever come, or lately.
        EMPTY,
        NOTHING_MATCHES,
        READY
    }

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
    private final BooleanProperty onlyConnected = new SimpleBooleanProperty(this, "onlyConnected");
    private final Map<String, ClientRow> byKey = new LinkedHashMap<>();
    private final ObservableList<ClientRow> rows = FXCollections.observableArrayList();
    private final ObservableList<LackingJob> lacking = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ClientRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<Face> face = new ReadOnlyObjectWrapper<>(this, "face", Face.NO_CONNECTION);
    private final ReadOnlyObjectWrapper<@Nullable ClientsSnapshot> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable Trouble> trouble = new ReadOnlyObjectWrapper<>(this, "trouble");
    private Known known = new Known();
    private @Nullable Comparator<ClientRow> order;
    private @Nullable Workspace working;
    private @Nullable BackgroundTask<ClientsSnapshot> reading;
    private boolean arranging;

    ClientsViewModel(
            BackgroundTasks tasks, Texts texts, InstantSource clock, ObservableValue<@Nullable Workspace> workspace) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.workspace = workspace;
        filter.subscribe(now -> arrange());
        onlyConnected.subscribe(now -> arrange());
    }

    /// Every word of it must be in what is known of a client.
    StringProperty filterProperty() {
        return filter;
    }

    BooleanProperty onlyConnectedProperty() {
        return onlyConnected;
    }

    ObservableList<ClientRow> rows() {
        return rows;
    }

    /// Jobs that nobody can run.
    ObservableList<LackingJob> lacking() {
        return lacking;
    }

    ObjectProperty<@Nullable ClientRow> selectedProperty() {
        return selected;
    }

    ReadOnlyObjectProperty<Face> faceProperty() {
        return face.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable ClientsSnapshot> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    /// Why what is shown is old; null while it is not.
    ReadOnlyObjectProperty<@Nullable Trouble> troubleProperty() {
        return trouble.getReadOnlyProperty();
    }

    boolean isArranging() {
        return arranging;
    }

    /// Orders the rows so from now on; null for those that are connected first.
    void orderBy(@Nullable Comparator<ClientRow> wanted) {
        order = wanted;
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
        Known before = known;
        BackgroundTask<ClientsSnapshot> task = tasks.quietly(
                texts.live("clients.task.read"), () -> ClientsSnapshot.read(now.database(), now.instance(), before));
        reading = task;
        task.onDone(found -> over(task, () -> show(found))).onFailed(why -> over(task, () -> fail(why)));
    }

    private void begin(@Nullable Workspace now) {
        working = now;
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        known = new Known();
        byKey.clear();
        lacking.clear();
        shown.set(null);
        updated.set(null);
        trouble.set(null);
        arrange();
        face.set(now == null ? Face.NO_CONNECTION : Face.LOADING);
    }

    private void over(BackgroundTask<ClientsSnapshot> task, Runnable then) {
        if (reading == task) {
            reading = null;
            then.run();
        }
    }

    private void show(ClientsSnapshot now) {
        updated.set(clock.instant());
        trouble.set(null);
        Map<String, ClientRow> next = new LinkedHashMap<>();
        for (Client client : now.clients()) {
            ClientRow row = byKey.get(client.key());
            if (row == null) {
                row = new ClientRow(client);
            } else {
                row.show(client);
            }
            next.put(client.key(), row);
        }
        byKey.clear();
        byKey.putAll(next);
        shown.set(now);
        if (!lacking.equals(now.lacking())) {
            lacking.setAll(now.lacking());
        }
        arrange();
    }

    private void arrange() {
        List<String> words = Arrays.stream(
                        filter.get().strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        arranging = true;
        Comparator<ClientRow> wanted = order;
        var fitting = byKey.values().stream().filter(row -> fits(row.client(), words));
        ListEdits.replace(rows, (wanted == null ? fitting : fitting.sorted(wanted)).collect(Collectors.toList()));
        arranging = false;
        ClientRow held = selected.get();
        if (held != null && byKey.get(held.client().key()) != held) {
            selected.set(null);
        }
        settleFace();
    }

    private boolean fits(Client client, List<String> words) {
        if (onlyConnected.get() && !client.online()) {
            return false;
        }
        String searched = words.isEmpty() ? "" : client.searched().toLowerCase(Locale.ROOT);
        return words.stream().allMatch(searched::contains);
    }

    private void settleFace() {
        if (updated.get() != null) {
            face.set(!rows.isEmpty() ? Face.READY : byKey.isEmpty() ? Face.EMPTY : Face.NOTHING_MATCHES);
        }
    }

    private void fail(Throwable why) {
        trouble.set(Trouble.next(trouble.get(), clock.instant(), why));
        if (updated.get() == null) {
            face.set(Face.BROKEN);
        }
    }
}
