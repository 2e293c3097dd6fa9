/// How a server watches itself and its cluster, and tells people and monitors; and how it removes old history.
@NullMarked
package io.quartermaster.server.watching;

import org.jspecify.annotations.NullMarked;
