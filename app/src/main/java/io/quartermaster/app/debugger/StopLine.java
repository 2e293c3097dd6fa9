package io.quartermaster.app.debugger;

import io.quartermaster.model.topology.desk.Stop;

/// A stop as it is listed: one that is off is kept and not halted at. Immutable.
record StopLine(Stop stop, boolean on) {}
