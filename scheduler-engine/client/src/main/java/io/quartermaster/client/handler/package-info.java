/// The interfaces a business application implements to do the work of a job.
@NullMarked
package io.quartermaster.client.handler;

import org.jspecify.annotations.NullMarked;
