/// The zone switch: what stands, the picture of the cells, the row as form and JSON, and the proof in the log.
@NullMarked
package io.quartermaster.app.zones;

import org.jspecify.annotations.NullMarked;
