/// What is done with each item.
@NullMarked
package io.quartermaster.client.executor.data.processor;

import org.jspecify.annotations.NullMarked;
