@NullMarked
package io.quartermaster.app.debugger;

import org.jspecify.annotations.NullMarked;
