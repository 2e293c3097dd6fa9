/// A topology run at the desk: a virtual clock, answers in place of clients, stops, and the way back. No clock, no
/// database, no thread of its own.
@NullMarked
package io.quartermaster.model.topology.desk;

import org.jspecify.annotations.NullMarked;
