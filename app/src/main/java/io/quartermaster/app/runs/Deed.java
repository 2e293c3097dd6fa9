package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a person did in a run. Immutable.
///
/// @param node null when it was done to the whole run
record Deed(Verb verb, @Nullable NodeKey node, String by, String reason, Instant at) {}
