/// How fast the nodes of topologies follow each other.
@NullMarked
package io.quartermaster.bench.topology;

import org.jspecify.annotations.NullMarked;
