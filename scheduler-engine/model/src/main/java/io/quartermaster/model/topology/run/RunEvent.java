package io.quartermaster.model.topology.run;

import java.time.Instant;

/// A line of a run's log.
///
/// @param seq from 1, without a gap
/// @param at  by the clock of whoever appended it; never before the line above
public record RunEvent(long seq, Instant at, Fact fact) {}
