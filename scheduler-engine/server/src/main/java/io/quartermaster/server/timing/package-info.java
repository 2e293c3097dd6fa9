/// When things fall due, and the timer that says so. The only package that knows Quartz.
@NullMarked
package io.quartermaster.server.timing;

import org.jspecify.annotations.NullMarked;
