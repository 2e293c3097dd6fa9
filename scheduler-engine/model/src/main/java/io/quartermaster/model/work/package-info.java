/// Work that is cut up into chunks: runs, the machines that have a part in them, and the chunks.
@NullMarked
package io.quartermaster.model.work;

import org.jspecify.annotations.NullMarked;
