/// From a record that falls due to a record that is closed: claiming, routing, dispatching, results, time-outs.
@NullMarked
package io.quartermaster.server.firing;

import org.jspecify.annotations.NullMarked;
