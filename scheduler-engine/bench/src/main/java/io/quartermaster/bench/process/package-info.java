/// Processes of a benchmark's own: started, listened to, killed, and never left behind.
@NullMarked
package io.quartermaster.bench.process;

import org.jspecify.annotations.NullMarked;
