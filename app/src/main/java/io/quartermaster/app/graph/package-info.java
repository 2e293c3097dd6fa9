/// Topologies as pictures: layout, the canvas with its small map and its pointer, and files of them. What is shown and
/// what stands out in it comes from a [Picture]; the editor, the view of a run and the debugger each have their own.
@NullMarked
package io.quartermaster.app.graph;

import org.jspecify.annotations.NullMarked;
