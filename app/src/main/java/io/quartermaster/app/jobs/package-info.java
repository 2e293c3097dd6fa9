/// The jobs page: the table of jobs, the form that edits one, and what is done to one.
@NullMarked
package io.quartermaster.app.jobs;

import org.jspecify.annotations.NullMarked;
