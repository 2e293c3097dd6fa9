/// Items on their way from the reader to the writer.
@NullMarked
package io.quartermaster.client.executor.data.item;

import org.jspecify.annotations.NullMarked;
