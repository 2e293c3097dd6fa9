/// The engine's pen of the store: what servers alone write, each owner's write fenced by its epoch.
@NullMarked
package io.quartermaster.store.engine;

import org.jspecify.annotations.NullMarked;
