/// Runs topologies: keeps the logs of the runs in this server's slots going, and carries out what they say.
@NullMarked
package io.quartermaster.server.topology;

import org.jspecify.annotations.NullMarked;
