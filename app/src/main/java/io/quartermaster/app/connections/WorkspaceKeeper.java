package io.quartermaster.app.connections;

import io.quartermaster.app.platform.BackgroundTasks;
import io.quartermaster.app.platform.Texts;
import io.quartermaster.app.platform.Trouble;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// Opens the chosen connection and watches it: the one writer of [ActiveConnection] and of the pages' [Workspace].
///
/// Confined to the FX thread; what blocks runs in background tasks. A connection that breaks keeps its workspace, so
/// that what was read stays on the screen, marked with its age; it is tried again until it answers.
public final class WorkspaceKeeper implements ConnectionOpener, AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(2);
    private static final Duration SLOWEST_RETRY = Duration.ofSeconds(15);

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ActiveConnection active;
    private final EngineRoom engineRoom;
    private final InstantSource clock;
    private final Consumer<Throwable> notice;
    private final Actor actor;
    private final ReadOnlyObjectWrapper<@Nullable Workspace> workspace = new ReadOnlyObjectWrapper<>(this, "workspace");
    private final ReadOnlyObjectWrapper<@Nullable Attachment> attachment =
            new ReadOnlyObjectWrapper<>(this, "attachment");
    /// Counts openings: whatever comes back for an earlier one is thrown away.
    private int generation;
    private @Nullable Opening opening;
    private @Nullable OpenedConnection opened;
    private boolean busy;
    private int failures;
    private Instant nextTry = Instant.MIN;

    private record Opening(ConnectionProfile profile, String password) {}

    private record Beat(Duration roundTrip, List<InstanceId> instances) {}

    /// @param notice where a failure goes that trying again does not mend
    public WorkspaceKeeper(
            Texts texts,
            BackgroundTasks tasks,
            ActiveConnection active,
            EngineRoom engineRoom,
            InstantSource clock,
            Consumer<Throwable> notice) {
        this.texts = texts;
        this.tasks = tasks;
        this.active = active;
        this.engineRoom = engineRoom;
        this.clock = clock;
        this.notice = notice;
        this.actor = new Actor(System.getProperty("user.name", "unknown"), OpenedConnection.hostName());
        active.instanceProperty().subscribe(chosen -> show());
        active.retryProperty().set(this::retryNow);
    }

    /// What the pages work on; null while nothing is connected.
    public ReadOnlyObjectProperty<@Nullable Workspace> workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    /// How clients attach to the embedded engine; null until it was first started.
    ReadOnlyObjectProperty<@Nullable Attachment> attachmentProperty() {
        return attachment.getReadOnlyProperty();
    }

    @Override
    public void open(ConnectionProfile profile, String password) {
        generation++;
        closeOpened();
        opening = new Opening(profile, password);
        failures = 0;
        busy = false;
        active.profileProperty().set(profile);
        active.healthProperty().set(new ActiveConnection.Health.Opening(clock.instant()));
        connect();
    }

    /// One pulse: asks the connection how it is when that is due.
    public void tick() {
        if (busy || opening == null || clock.instant().isBefore(nextTry)) {
            return;
        }
        if (opened == null) {
            connect();
        } else {
            beat(opened);
        }
    }

    @Override
    public void close() {
        generation++;
        opening = null;
        closeOpened();
        engineRoom.close();
    }

    private void retryNow() {
        nextTry = Instant.MIN;
        tick();
    }

    private void connect() {
        Opening wanted = opening;
        if (wanted == null) {
            return;
        }
        busy = true;
        int mine = generation;
        tasks.run(
                        texts.live("connections.task.open", wanted.profile().displayName(texts)),
                        () -> OpenedConnection.open(wanted.profile(), wanted.password(), engineRoom))
                .onDone(connection -> connected(mine, connection))
                .onFailed(failure -> failed(mine, failure));
    }

    private void connected(int mine, OpenedConnection connection) {
        if (mine != generation) {
            discard(connection);
            return;
        }
        opened = connection;
        if (connection.attachment() != null) {
            attachment.set(connection.attachment());
        }
        alive(new Beat(Duration.ZERO, connection.instances()));
        beat(connection);
    }

    private void beat(OpenedConnection connection) {
        busy = true;
        int mine = generation;
        tasks.quietly(texts.live("connections.task.beat"), () -> measure(connection))
                .onDone(beat -> {
                    if (mine == generation) {
                        alive(beat);
                    }
                })
                .onFailed(failure -> failed(mine, failure));
    }

    private static Beat measure(OpenedConnection connection) {
        long start = System.nanoTime();
        connection.database().now();
        Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
        return new Beat(roundTrip, OpenedConnection.instances(connection.database()));
    }

    private void alive(Beat beat) {
        busy = false;
        failures = 0;
        nextTry = clock.instant().plus(BEAT);
        active.healthProperty().set(new ActiveConnection.Health.Up(clock.instant(), beat.roundTrip()));
        List<String> names = beat.instances().stream().map(InstanceId::value).toList();
        if (!active.instances().equals(names)) {
            String chosen = active.instanceProperty().get();
            active.instances().setAll(names);
            active.instanceProperty().set(names.contains(chosen) ? chosen : preferred(names));
        }
        show();
    }

    private String preferred(List<String> names) {
        ConnectionProfile profile = active.profileProperty().get();
        String last = profile == null ? null : profile.lastInstance();
        return last != null && names.contains(last) ? last : names.getFirst();
    }

    private void failed(int mine, Throwable failure) {
        if (mine != generation) {
            return;
        }
        busy = false;
        if (opened == null && !(failure instanceof StoreException.Unavailable)) {
            opening = null;
            active.healthProperty().set(new ActiveConnection.Health.None());
            notice.accept(failure);
            return;
        }
        failures++;
        Duration wait = BEAT.multipliedBy(1L << Math.min(failures - 1, 3));
        nextTry = clock.instant().plus(wait.compareTo(SLOWEST_RETRY) < 0 ? wait : SLOWEST_RETRY);
        active.healthProperty()
                .set(new ActiveConnection.Health.Lost(lastSeen(), new Trouble(clock.instant(), failure).cause()));
    }

    /// Since when what is on the screen is not known to hold.
    private Instant lastSeen() {
        return switch (active.healthProperty().get()) {
            case ActiveConnection.Health.Up up -> up.checked();
            case ActiveConnection.Health.Lost lost -> lost.since();
            case ActiveConnection.Health.Opening open -> open.since();
            case ActiveConnection.Health.None none -> clock.instant();
        };
    }

    private void show() {
        OpenedConnection connection = opened;
        ConnectionProfile profile = active.profileProperty().get();
        String instance = active.instanceProperty().get();
        if (connection == null || profile == null || instance.isEmpty()) {
            return;
        }
        Workspace next = new Workspace(
                connection.database(),
                new InstanceId(instance),
                actor,
                profile.environment(),
                connection.logDirectory());
        if (!Objects.equals(next, workspace.get())) {
            workspace.set(next);
        }
    }

    private void closeOpened() {
        OpenedConnection former = opened;
        opened = null;
        workspace.set(null);
        active.instances().clear();
        active.instanceProperty().set("");
        if (former != null) {
            discard(former);
        }
    }

    /// Closing a pool waits for its connections, so not here.
    private void discard(OpenedConnection connection) {
        tasks.quietly(texts.live("connections.task.close"), () -> {
            connection.close();
            return true;
        });
    }
}
