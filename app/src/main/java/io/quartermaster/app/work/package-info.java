/// A run of work that is cut up, watched and steered: its layers, its machines, its chunks, its pace and its limit.
@NullMarked
package io.quartermaster.app.work;

import org.jspecify.annotations.NullMarked;
