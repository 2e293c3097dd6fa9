@NullMarked
package io.quartermaster.app.diagnosis;

import org.jspecify.annotations.NullMarked;
