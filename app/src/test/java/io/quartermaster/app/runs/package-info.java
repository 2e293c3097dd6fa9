@NullMarked
package io.quartermaster.app.runs;

import org.jspecify.annotations.NullMarked;
