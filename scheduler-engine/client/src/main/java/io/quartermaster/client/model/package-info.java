/// What a handler is given when it runs.
@NullMarked
package io.quartermaster.client.model;

import org.jspecify.annotations.NullMarked;
