/// Tests of the jar as an application gets it.
@NullMarked
package io.quartermaster.client.all;

import org.jspecify.annotations.NullMarked;
