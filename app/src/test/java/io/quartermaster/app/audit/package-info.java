/// Tests of the audit page.
@NullMarked
package io.quartermaster.app.audit;

import org.jspecify.annotations.NullMarked;
