/// The topologies page: the list, and the editor of a topology's versions.
@NullMarked
package io.quartermaster.app.topologies;

import org.jspecify.annotations.NullMarked;
