/// Being a member of the cluster, and leading it.
@NullMarked
package io.quartermaster.server.leading;

import org.jspecify.annotations.NullMarked;
