/// Topologies as data: nodes, edges, gateways, parameters, conditions, and what is wrong with one. No clock, no I/O.
@NullMarked
package io.quartermaster.model.topology;

import org.jspecify.annotations.NullMarked;
