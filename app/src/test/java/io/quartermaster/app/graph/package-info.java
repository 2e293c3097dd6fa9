@NullMarked
package io.quartermaster.app.graph;

import org.jspecify.annotations.NullMarked;
