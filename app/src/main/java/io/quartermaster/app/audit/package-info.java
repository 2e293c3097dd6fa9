/// The audit: who changed what and when, with both sides of each change.
@NullMarked
package io.quartermaster.app.audit;

import org.jspecify.annotations.NullMarked;
