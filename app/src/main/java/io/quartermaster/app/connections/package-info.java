/// Connection profiles, their secrets, the test of a connection, and which one the console works on now.
@NullMarked
package io.quartermaster.app.connections;

import org.jspecify.annotations.NullMarked;
