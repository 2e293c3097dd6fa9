/// The console's start: `main`, the JavaFX application, and the one place where its parts are put together.
@NullMarked
package io.quartermaster.app;

import org.jspecify.annotations.NullMarked;
