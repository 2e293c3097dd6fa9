/// What a topology does next: a state machine over an append-only log. No clock, no database, no thread of its own.
@NullMarked
package io.quartermaster.model.topology.run;

import org.jspecify.annotations.NullMarked;
