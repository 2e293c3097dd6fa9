/// Calendars of excluded days: making and editing them, in a sheet over whatever page asked.
@NullMarked
package io.quartermaster.app.calendars;

import org.jspecify.annotations.NullMarked;
