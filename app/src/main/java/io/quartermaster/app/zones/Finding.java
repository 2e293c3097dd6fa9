package io.quartermaster.app.zones;

import org.jspecify.annotations.Nullable;

/// What the log says about one move. Immutable.
///
/// @param to     where the work must land, through chains to their end
/// @param landed a line for `to`, written after the switch
/// @param strayed a line for `from`, written when every server had to obey already
record Finding(String from, String to, @Nullable ProofLine landed, @Nullable ProofLine strayed) {}
