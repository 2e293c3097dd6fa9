/// The chaos run: a cluster under faults drawn from a seed, and a checker that afterwards holds the ledger and the
/// clients' journals against the due times it computed by itself.
@NullMarked
package io.quartermaster.bench.chaos;

import org.jspecify.annotations.NullMarked;
