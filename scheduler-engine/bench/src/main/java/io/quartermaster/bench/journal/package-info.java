/// A business application that writes down every execution in a file of its own, which no server can embellish.
@NullMarked
package io.quartermaster.bench.journal;

import org.jspecify.annotations.NullMarked;
