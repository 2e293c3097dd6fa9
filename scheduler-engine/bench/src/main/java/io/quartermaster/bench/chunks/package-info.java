/// Cluster jobs of many chunks over several client processes, one of which is killed half way.
@NullMarked
package io.quartermaster.bench.chunks;

import org.jspecify.annotations.NullMarked;
