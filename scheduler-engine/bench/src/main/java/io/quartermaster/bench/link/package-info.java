/// The link alone: many clients on one server, and what they cost it.
@NullMarked
package io.quartermaster.bench.link;

import org.jspecify.annotations.NullMarked;
