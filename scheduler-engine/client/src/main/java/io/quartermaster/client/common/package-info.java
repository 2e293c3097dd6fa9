/// What a handler gives back.
@NullMarked
package io.quartermaster.client.common;

import org.jspecify.annotations.NullMarked;
