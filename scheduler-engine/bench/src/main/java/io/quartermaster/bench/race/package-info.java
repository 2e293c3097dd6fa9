/// The same work for our servers and for others', one after another on the same machine and database.
@NullMarked
package io.quartermaster.bench.race;

import org.jspecify.annotations.NullMarked;
