/// The link between servers: each reaches the clients of all others, and hears how its runs there ended.
@NullMarked
package io.quartermaster.server.peer;

import org.jspecify.annotations.NullMarked;
