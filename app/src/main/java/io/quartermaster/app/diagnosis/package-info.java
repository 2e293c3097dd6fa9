/// Why a firing found nobody, or was not heard of again: the guide's own checks, run against the database.
@NullMarked
package io.quartermaster.app.diagnosis;

import org.jspecify.annotations.NullMarked;
