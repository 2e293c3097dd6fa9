/// Work that is done again and again on a thread of its own, and never ends by a failure.
@NullMarked
package io.quartermaster.server.loop;

import org.jspecify.annotations.NullMarked;
