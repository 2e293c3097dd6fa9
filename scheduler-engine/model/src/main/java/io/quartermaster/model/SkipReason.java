package io.quartermaster.model;

import java.util.Optional;
import java.util.stream.Stream;

/// Why a due time was recorded as SKIPPED. The record keeps the text, so that it reads well without this program too.
public enum SkipReason {
    DELETED("the job was deleted before it could fire, or its row cannot be read"),
    DISABLED("the job was disabled before it could be tried again"),
    MISSED("missed: no server could fire it in time, and the job's policy is to ignore that"),
    SUPERSEDED("missed: no server could fire it in time, a later due time stands for it"),
    EXCLUDED("another run of the job is still EXECUTING or PAUSED, and its runs exclude each other"),
    STILL_RUNNING(
            "a former run of the job timed out and its client has not ended it yet, and its runs exclude each other");

    private final String text;

    SkipReason(String text) {
        this.text = text;
    }

    /// What the record says.
    public String text() {
        return text;
    }

    /// Whether a server may have skipped a run for this that another one had sent, without being able to know.
    public boolean unknowing() {
        return switch (this) {
            case MISSED, SUPERSEDED, EXCLUDED, STILL_RUNNING -> true;
            case DELETED, DISABLED -> false;
        };
    }

    /// The reason a record's text stands for; empty for one nobody knows.
    public static Optional<SkipReason> of(String text) {
        return Stream.of(values())
                .filter(reason -> reason.text.equals(text.strip()))
                .findFirst();
    }
}
