/// The server's end of the link to clients: who is connected, dispatches to them, reports from them.
@NullMarked
package io.quartermaster.server.link;

import org.jspecify.annotations.NullMarked;
