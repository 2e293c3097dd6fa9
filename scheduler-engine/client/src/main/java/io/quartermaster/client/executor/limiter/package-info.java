/// How fast items may go.
@NullMarked
package io.quartermaster.client.executor.limiter;

import org.jspecify.annotations.NullMarked;
