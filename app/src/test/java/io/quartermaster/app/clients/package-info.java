@NullMarked
package io.quartermaster.app.clients;

import org.jspecify.annotations.NullMarked;
