package io.quartermaster.app.jobs;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import org.jspecify.annotations.Nullable;

/// What came of something a person asked for, shown above the table until it is closed. Immutable.
///
/// @param text   in the person's language
/// @param job    whose record it is, null when there is none to open
/// @param record the record that came of it, null when there is none
record Notice(Kind kind, String text, @Nullable JobId job, @Nullable RecordId record) {
    enum Kind {
        WAITING,
        DONE,
        WARNING,
        REFUSED
    }

    static Notice of(Kind kind, String text) {
        return new Notice(kind, text, null, null);
    }
}
