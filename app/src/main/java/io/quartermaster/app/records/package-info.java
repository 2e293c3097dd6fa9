/// The records page: what fired, when, where, and what came of it.
@NullMarked
package io.quartermaster.app.records;

import org.jspecify.annotations.NullMarked;
