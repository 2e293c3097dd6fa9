/// The settings page: language, theme, time zone, and where the console keeps its files.
@NullMarked
package io.quartermaster.app.settings;

import org.jspecify.annotations.NullMarked;
