/// What the console's tests share: a robot with bounded waits, pictures, doubles for dialogs and executors.
@NullMarked
package io.quartermaster.app.testing;

import org.jspecify.annotations.NullMarked;
