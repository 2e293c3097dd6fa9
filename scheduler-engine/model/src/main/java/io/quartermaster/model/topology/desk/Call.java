package io.quartermaster.model.topology.desk;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.run.Given;

/// A question to a client: do this node's work. Immutable.
///
/// @param given as things stand now, with what was edited since the node began
public record Call(Turn turn, JobId job, Answer.Live to, Given given) {}
