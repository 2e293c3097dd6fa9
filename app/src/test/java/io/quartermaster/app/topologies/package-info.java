@NullMarked
package io.quartermaster.app.topologies;

import org.jspecify.annotations.NullMarked;
