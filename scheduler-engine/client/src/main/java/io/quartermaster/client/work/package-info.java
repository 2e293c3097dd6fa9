/// How the work that servers dispatch is done: simple handlers, and the chunks of cluster jobs. Not for applications.
@NullMarked
package io.quartermaster.client.work;

import org.jspecify.annotations.NullMarked;
