/// The Logs page, and the reading of log files behind it: windows over files of any size, following, finding,
/// filtering, and the merged lines of one trace.
@NullMarked
package io.quartermaster.app.logs;

import org.jspecify.annotations.NullMarked;
