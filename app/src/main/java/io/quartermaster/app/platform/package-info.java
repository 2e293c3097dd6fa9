/// What every page of the console stands on: texts, background tasks, dialogs, actions, toasts, times, theme and
/// saved state.
@NullMarked
package io.quartermaster.app.platform;

import org.jspecify.annotations.NullMarked;
