@NullMarked
package io.quartermaster.app.work;

import org.jspecify.annotations.NullMarked;
