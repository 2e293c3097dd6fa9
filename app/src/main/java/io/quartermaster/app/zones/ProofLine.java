package io.quartermaster.app.zones;

import java.nio.file.Path;
import java.time.Instant;

/// A line of `job-msg.log`. Immutable.
///
/// @param number from 1, or 0 when counting would have taken too long
/// @param at     when it was written, by the server's clock
public record ProofLine(Path file, long number, Instant at, String text) {}
