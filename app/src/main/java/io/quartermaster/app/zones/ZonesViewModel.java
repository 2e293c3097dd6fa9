package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.BackgroundTask;
import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.model.InstanceId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What the zones page shows and does, without a control. FX thread only; the database is asked in background tasks.
final class ZonesViewModel {
    /// The content is old, since `since`, because `why`.
    record Stale(Instant since, String why) {}

    private final BackgroundTasks tasks;
    private final Texts texts;
    private final InstantSource clock;
    private final ObservableValue<@Nullable Workspace> workspace;
    private final SwitchDraft draft = new SwitchDraft();
    private final SwitchWriter writer;
    private final SwitchProver prover;
    private final SendingAgain again;
    private final ReadOnlyObjectWrapper<ZonesFace> face =
            new ReadOnlyObjectWrapper<>(this, "face", new ZonesFace.NotConnected());
    private final ReadOnlyObjectWrapper<@Nullable ZonesSnapshot> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<@Nullable InstanceRow> selected = new ReadOnlyObjectWrapper<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable InstanceRow> newer = new ReadOnlyObjectWrapper<>(this, "newer");
    private final ReadOnlyObjectWrapper<@Nullable Stale> stale = new ReadOnlyObjectWrapper<>(this, "stale");
    private final ReadOnlyObjectWrapper<@Nullable Instant> updated = new ReadOnlyObjectWrapper<>(this, "updated");
    private final ReadOnlyObjectWrapper<@Nullable LastChange> lastChange =
            new ReadOnlyObjectWrapper<>(this, "lastChange");
    private @Nullable Workspace working;
    private @Nullable String chosen;
    private @Nullable BackgroundTask<ZonesSnapshot> reading;
    private boolean proveNext;

    ZonesViewModel(
            BackgroundTasks tasks,
            Texts texts,
            InstantSource clock,
            ObservableValue<@Nullable Workspace> workspace,
            SwitchProof source) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
        this.workspace = workspace;
        this.writer = new SwitchWriter(tasks, texts);
        this.again = new SendingAgain(tasks, texts, clock);
        this.prover = new SwitchProver(new ProofViewModel(tasks, texts, clock, source));
    }

    ReadOnlyObjectProperty<ZonesFace> faceProperty() {
        return face.getReadOnlyProperty();
    }

    /// What was read last, null before the first time.
    ReadOnlyObjectProperty<@Nullable ZonesSnapshot> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The instance being edited.
    ReadOnlyObjectProperty<@Nullable InstanceRow> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The row as somebody else changed it while this person was typing; null when nobody did.
    ReadOnlyObjectProperty<@Nullable InstanceRow> newerProperty() {
        return newer.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Stale> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Instant> updatedProperty() {
        return updated.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable LastChange> lastChangeProperty() {
        return lastChange.getReadOnlyProperty();
    }

    SwitchDraft draft() {
        return draft;
    }

    ProofViewModel proof() {
        return prover.proof();
    }

    SendingAgain again() {
        return again;
    }

    /// How many runs were triggered in zones that were switched away, and have not reported.
    int open() {
        ZonesSnapshot now = shown.get();
        return now == null ? 0 : now.open();
    }

    /// Looks at another instance. What was typed for the former one is lost; the page asks before.
    void select(String instance) {
        chosen = instance;
        prover.proof().forget();
        ZonesSnapshot now = shown.get();
        if (now != null) {
            InstanceRow row = now.row(instance).orElse(null);
            selected.set(row);
            newer.set(null);
            draft.load(row == null ? null : row.value());
        }
        refresh();
    }

    /// Reads everything again; what is being typed stays.
    void refresh() {
        Workspace now = workspace.getValue();
        if (now != working) {
            begin(now);
        }
        if (now == null) {
            return;
        }
        if (reading != null) {
            reading.cancel();
        }
        String instance = chosen == null ? now.instance().value() : chosen;
        BackgroundTask<ZonesSnapshot> task =
                tasks.quietly(texts.live("zones.task.read"), () -> ZonesSnapshot.read(now, instance));
        reading = task;
        task.onDone(snapshot -> {
            if (reading == task) {
                reading = null;
                show(snapshot, instance);
            }
        });
        task.onFailed(failure -> {
            if (reading == task) {
                reading = null;
                fail(failure);
            }
        });
    }

    /// The page's own pulse: reads again unless it is still reading.
    void poll() {
        if (reading == null && !writer.writing()) {
            refresh();
        }
    }

    /// Writes the draft over the row the person had seen.
    ///
    /// @param done     gets what can be taken back
    /// @param conflict gets both sides when the row was changed meanwhile
    void apply(@Nullable String reason, Consumer<LastChange> done, Consumer<Conflict> conflict) {
        write(draft.seen(), draft.value(), reason, done, conflict);
    }

    /// Removes the row.
    void restore(@Nullable String reason, Consumer<LastChange> done, Consumer<Conflict> conflict) {
        write(draft.seen(), null, reason, done, conflict);
    }

    /// Writes `mine` over what somebody else wrote, which the person has now seen.
    void overwrite(Conflict over, @Nullable String reason, Consumer<LastChange> done, Consumer<Conflict> conflict) {
        write(over.theirs(), over.mine(), reason, done, conflict);
    }

    /// Puts back what stood before a change, if that change still stands.
    void undo(LastChange change, Consumer<LastChange> done, Consumer<Conflict> conflict) {
        writer.write(
                change.workspace(),
                change.instance(),
                change.value(),
                change.former(),
                texts.get("zones.undo.reason"),
                undone -> written(undone, done),
                theirs -> conflict.accept(
                        new Conflict(change.instance().value(), change.value(), change.former(), theirs, true)));
    }

    /// Forgets what was typed and shows the row as it stands.
    void takeTheirs() {
        InstanceRow row = newer.get() == null ? selected.get() : newer.get();
        newer.set(null);
        draft.load(row == null ? null : row.value());
        refresh();
    }

    /// Begins to prove the switch that stands for the selected instance.
    void prove() {
        prover.prove(selected.get(), shown.get());
    }

    /// Looks into another directory from now on, until another connection is opened.
    void proveIn(Path logs) {
        prover.lookIn(logs);
        prove();
    }

    private void begin(@Nullable Workspace now) {
        working = now;
        chosen = null;
        prover.lookIn(now == null ? null : now.logDirectory());
        proveNext = false;
        if (reading != null) {
            reading.cancel();
            reading = null;
        }
        prover.proof().forget();
        shown.set(null);
        selected.set(null);
        newer.set(null);
        stale.set(null);
        updated.set(null);
        lastChange.set(null);
        draft.setKnown(List.of());
        draft.load(null);
        face.set(now == null ? new ZonesFace.NotConnected() : new ZonesFace.Loading());
    }

    private void show(ZonesSnapshot snapshot, String instance) {
        InstanceRow row = snapshot.row(instance).orElse(null);
        InstanceRow before = selected.get();
        boolean first = before == null || !before.instance().equals(instance);
        selected.set(row);
        updated.set(clock.instant());
        stale.set(null);
        draft.setKnown(snapshot.known());
        String value = row == null ? null : row.value();
        if (first || !draft.dirtyProperty().get()) {
            newer.set(null);
            if (first || !Objects.equals(draft.seen(), value)) {
                draft.load(value);
            }
        } else {
            newer.set(Objects.equals(draft.seen(), value) ? null : row);
        }
        // last, because whoever hears of it looks at the rest too
        shown.set(snapshot);
        if (before != null && row != null && !Objects.equals(before.value(), value)) {
            prover.proof().forget();
        }
        if (proveNext) {
            proveNext = false;
            prove();
        }
        boolean nothing = snapshot.cells().isEmpty() && snapshot.rows().stream().allMatch(each -> each.value() == null);
        face.set(nothing ? new ZonesFace.NoZones() : new ZonesFace.Ready());
    }

    private void fail(Throwable failure) {
        String why = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (shown.get() == null) {
            face.set(new ZonesFace.Broken(why));
        } else if (stale.get() == null) {
            Instant since = updated.get();
            stale.set(new Stale(since == null ? clock.instant() : since, why));
        }
    }

    private void write(
            @Nullable String seen,
            @Nullable String value,
            @Nullable String reason,
            Consumer<LastChange> done,
            Consumer<Conflict> conflict) {
        InstanceRow row = selected.get();
        Workspace now = working;
        if (row == null || now == null) {
            return;
        }
        InstanceId instance = new InstanceId(row.instance());
        writer.write(
                now,
                instance,
                seen,
                value,
                reason,
                change -> written(change, done),
                theirs -> conflict.accept(new Conflict(row.instance(), seen, value, theirs, false)));
    }

    private void written(LastChange change, Consumer<LastChange> done) {
        if (change.workspace() != working) {
            return;
        }
        lastChange.set(change);
        InstanceRow row = selected.get();
        if (row != null && row.instance().equals(change.instance().value())) {
            draft.load(change.value());
            proveNext = true;
        }
        done.accept(change);
        refresh();
    }
}
