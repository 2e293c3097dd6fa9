package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Environment;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.Database;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the pages work on: one instance of the connected database, and who is working. Immutable.
///
/// A page gets an observable of it and reloads when it changes; null means that nothing is connected. Its calls to the
/// database run in background tasks. A failed call keeps what is shown and says so: the shell watches the connection.
///
/// @param logDirectory the engine's logs, when they lie on this machine; null when they do not
public record Workspace(
        Database database, InstanceId instance, Actor actor, Environment environment, @Nullable Path logDirectory) {}
