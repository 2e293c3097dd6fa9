/// Where the items go.
@NullMarked
package io.quartermaster.client.executor.data.writer;

import org.jspecify.annotations.NullMarked;
