/// Messages, the other way to carry out a job: one event per trigger, for whoever listens.
@NullMarked
package io.quartermaster.server.message;

import org.jspecify.annotations.NullMarked;
