package io.quartermaster.app.zones;

import org.jspecify.annotations.Nullable;

/// A change that was refused because the row was not what the person had seen. Immutable. Null stands for no row.
///
/// @param seen   what the person had seen
/// @param mine   what the person wanted to write
/// @param theirs what stands now
/// @param undo   whether the person wanted to take a change back
record Conflict(String instance, @Nullable String seen, @Nullable String mine, @Nullable String theirs, boolean undo) {}
