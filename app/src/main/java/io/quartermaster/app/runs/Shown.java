package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.NodeKey;
import io.quartermaster.model.topology.run.TopologyRun;
import java.time.Instant;
import java.util.Set;

/// A run as it is shown: as it stands, or as it stood at an instant of the past.
///
/// @param run      not to be changed
/// @param seq      of the last line that is part of it
/// @param at       what its clock shows
/// @param live     whether it is the run as it stands
/// @param critical see [CriticalPath]
record Shown(
        TopologyRun run,
        long seq,
        Instant at,
        boolean live,
        Folded folded,
        Story story,
        Set<NodeKey> critical,
        Timeline timeline) {}
