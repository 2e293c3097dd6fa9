/// How long jobs are without a server when theirs is killed.
@NullMarked
package io.quartermaster.bench.failover;

import org.jspecify.annotations.NullMarked;
