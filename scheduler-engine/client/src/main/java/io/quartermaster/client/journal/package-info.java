/// What a client keeps on disk over a restart; not for applications to use.
@NullMarked
package io.quartermaster.client.journal;

import org.jspecify.annotations.NullMarked;
