/// What a piece of a cluster job is about.
@NullMarked
package io.quartermaster.client.model.chunk;

import org.jspecify.annotations.NullMarked;
