/// What the tests and benchmarks of every module share. Never on the class path of what ships.
@NullMarked
package io.quartermaster.testing;

import org.jspecify.annotations.NullMarked;
