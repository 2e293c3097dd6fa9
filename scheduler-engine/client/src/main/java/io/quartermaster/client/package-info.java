/// What a business application uses to be called by the scheduler: identity, servers, handlers, start and close.
@NullMarked
package io.quartermaster.client;

import org.jspecify.annotations.NullMarked;
