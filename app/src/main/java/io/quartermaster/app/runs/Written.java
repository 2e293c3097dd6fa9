package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.NodeKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A value of a parameter that was written, or was not taken. Immutable.
///
/// @param frame   the topology of the run whose parameter it is
/// @param version of the value; of one that was not taken, the version that stood in its way
/// @param writer  null when a person wrote it
/// @param by      the person, null when a node wrote it
/// @param taken   false when another was written since the writer had read
record Written(
        String frame,
        String name,
        Object value,
        int version,
        @Nullable NodeKey writer,
        @Nullable String by,
        boolean taken,
        Instant at) {}
