/// The page of the clients: who is connected, who left and why, what each offers, and which jobs nobody can run.
@NullMarked
package io.quartermaster.app.clients;

import org.jspecify.annotations.NullMarked;
