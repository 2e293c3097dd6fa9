/// Where the items of a chunk come from.
@NullMarked
package io.quartermaster.client.executor.data.reader;

import org.jspecify.annotations.NullMarked;
