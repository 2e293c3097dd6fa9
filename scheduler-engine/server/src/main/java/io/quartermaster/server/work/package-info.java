/// Work that is cut up into chunks: handing them out, taking results in, and going on when a machine or a server goes.
@NullMarked
package io.quartermaster.server.work;

import org.jspecify.annotations.NullMarked;
