/// A small business application to try the scheduler with: handlers that succeed, take their time, fail and throw.
@NullMarked
package io.quartermaster.sample;

import org.jspecify.annotations.NullMarked;
