/// Topologies to look at and to try things with, in the engine that is embedded in the console.
@NullMarked
package io.quartermaster.server.samples;

import org.jspecify.annotations.NullMarked;
