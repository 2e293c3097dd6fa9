/// The MariaDB that a benchmark starts for itself, how far away it is, and what it counts.
@NullMarked
package io.quartermaster.bench.database;

import org.jspecify.annotations.NullMarked;
