/// Tests of the zones page.
@NullMarked
package io.quartermaster.app.zones;

import org.jspecify.annotations.NullMarked;
