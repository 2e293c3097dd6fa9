package io.quartermaster.model;

import java.time.Instant;

/// One thing that happened to a firing. The events of a record in order are its whole story: nothing else about its
/// past is kept. Immutable.
///
/// @param kind a stable word such as `PLANNED`, `ROUTED` or `REPORTED`
/// @param detail what is known of it: a [RecordFact] or [DecisionRecord] as JSON, or text for people
public record RecordEvent(int seq, Instant at, String kind, String detail) {}
