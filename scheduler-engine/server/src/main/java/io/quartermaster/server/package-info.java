/// One scheduler server: its parts put together, started and ended; embedded in a process or as a process of its own.
@NullMarked
package io.quartermaster.server;

import org.jspecify.annotations.NullMarked;
