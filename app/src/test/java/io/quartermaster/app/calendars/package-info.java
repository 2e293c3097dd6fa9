/// Tests of the calendars page.
@NullMarked
package io.quartermaster.app.calendars;

import org.jspecify.annotations.NullMarked;
