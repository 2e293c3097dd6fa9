/// The runs of topologies: watched, mended, looked back at, and compared. Everything shown is a projection of a run's
/// log.
@NullMarked
package io.quartermaster.app.runs;

import org.jspecify.annotations.NullMarked;
