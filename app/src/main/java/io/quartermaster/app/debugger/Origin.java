package io.quartermaster.app.debugger;

import io.quartermaster.app.platform.Environment;
import java.time.Instant;

/// Where a topology on the desk was copied from, for people. Immutable.
///
/// @param connection as people call it
/// @param at         when it was copied
public record Origin(Environment environment, String connection, Instant at) {}
