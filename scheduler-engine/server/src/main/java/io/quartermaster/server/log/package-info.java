/// The log files that operators know by heart, and monitors group by their columns.
@NullMarked
package io.quartermaster.server.log;

import org.jspecify.annotations.NullMarked;
