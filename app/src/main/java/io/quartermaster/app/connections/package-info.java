/// Where the console is connected: the profiles, their secrets, and the workspace the pages work on.
@NullMarked
package io.quartermaster.app.connections;

import org.jspecify.annotations.NullMarked;
