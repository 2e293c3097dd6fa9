/// The client's own log files, written where an application names a directory for them; not for applications to use.
@NullMarked
package io.quartermaster.client.log;

import org.jspecify.annotations.NullMarked;
