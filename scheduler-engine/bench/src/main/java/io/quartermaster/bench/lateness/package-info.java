/// How late handlers are entered, beside the rivals.
@NullMarked
package io.quartermaster.bench.lateness;

import org.jspecify.annotations.NullMarked;
