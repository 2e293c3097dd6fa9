/// The debugger: a topology, or a recorded run of one, at the desk. It works on copies; nothing here leads back to
// where
/// they came from.
@NullMarked
package io.quartermaster.app.debugger;

import org.jspecify.annotations.NullMarked;
