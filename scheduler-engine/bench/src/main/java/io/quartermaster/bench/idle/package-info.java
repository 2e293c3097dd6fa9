/// What servers cost that have many jobs and nothing to do.
@NullMarked
package io.quartermaster.bench.idle;

import org.jspecify.annotations.NullMarked;
