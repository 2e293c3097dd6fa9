/// How fluid the picture of a large topology is.
@NullMarked
package io.quartermaster.bench.canvas;

import org.jspecify.annotations.NullMarked;
