/// What a benchmark says: percentiles, tables, and the file that keeps them.
@NullMarked
package io.quartermaster.bench.report;

import org.jspecify.annotations.NullMarked;
