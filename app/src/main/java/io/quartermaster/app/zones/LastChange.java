package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.InstanceId;
import org.jspecify.annotations.Nullable;

/// A change this console made, with what it takes to take it back. Immutable.
///
/// @param value  what it wrote, null when it removed the row
/// @param former what stood before, null when there was no row
record LastChange(Workspace workspace, InstanceId instance, @Nullable String value, @Nullable String former) {}
