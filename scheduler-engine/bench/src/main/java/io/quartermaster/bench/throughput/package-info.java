/// How much is planned and fired before something is used up, and what that is.
@NullMarked
package io.quartermaster.bench.throughput;

import org.jspecify.annotations.NullMarked;
