/// The main window: navigation rail, top bar, status bar, command palette, and the page between them.
@NullMarked
package io.quartermaster.app.shell;

import org.jspecify.annotations.NullMarked;
