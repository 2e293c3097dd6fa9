/// The scheduler's database: its schema, and what a console reads and writes of it. All SQL of the house is in this
/// module.
@NullMarked
package io.quartermaster.store;

import org.jspecify.annotations.NullMarked;
