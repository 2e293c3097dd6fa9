package io.quartermaster.app.jobs;

import io.quartermaster.model.JobSpec;
import java.util.List;

/// What the form of a job was filled with, for telling whether something would be lost. Immutable.
///
/// @param text what stood in the fields, as text
record OpenedForm(JobSpec spec, boolean enabled, List<Object> text) {
    /// Whether something else stands there now, readable or not.
    boolean differs(JobFormReading now, JobForm form) {
        return !now.spec().equals(spec)
                || form.enabled.get() != enabled
                || (!now.refused().isEmpty() && !form.asTyped().equals(text));
    }
}
