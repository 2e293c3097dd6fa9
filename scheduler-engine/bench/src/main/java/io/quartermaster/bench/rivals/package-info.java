/// Quartz and db-scheduler as their users run them. No product depends on anything in here.
@NullMarked
package io.quartermaster.bench.rivals;

import org.jspecify.annotations.NullMarked;
