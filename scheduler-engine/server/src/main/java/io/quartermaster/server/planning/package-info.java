/// From jobs to planned records: what falls due next, and what was missed.
@NullMarked
package io.quartermaster.server.planning;

import org.jspecify.annotations.NullMarked;
