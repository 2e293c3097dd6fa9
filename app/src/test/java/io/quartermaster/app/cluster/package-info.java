@NullMarked
package io.quartermaster.app.cluster;

import org.jspecify.annotations.NullMarked;
