/// The scheduler's vocabulary as records and sealed types, and its decisions as functions of them.
/// Everything here is immutable or pure; time, ids and randomness are passed in.
@NullMarked
package io.quartermaster.model;

import org.jspecify.annotations.NullMarked;
