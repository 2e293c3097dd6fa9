/// The debugger's way to the developer's own clients, by the links of the embedded engine.
@NullMarked
package io.quartermaster.server.desk;

import org.jspecify.annotations.NullMarked;
