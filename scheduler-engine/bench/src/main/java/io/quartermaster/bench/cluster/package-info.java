/// Our servers and clients as processes, and the jobs they are given.
@NullMarked
package io.quartermaster.bench.cluster;

import org.jspecify.annotations.NullMarked;
