package io.quartermaster.app.logs;

import java.time.Instant;

/// What the text area shows.
sealed interface LogsFace {
    /// Nothing is open, because the directory has no log yet, or is none.
    ///
    /// @param reason a key: what is missing
    record Nothing(String reason, String where) implements LogsFace {}

    /// Being opened or collected.
    record Loading() implements LogsFace {}

    /// Lines.
    record Lines() implements LogsFace {}

    /// Open, and there is no line: an empty file, a filter nothing passes, a trace nothing mentions.
    record NoLines(String titleKey, String whatToDoKey) implements LogsFace {}

    /// Could not be opened.
    ///
    /// @param reason a key with the file system's words as its argument
    record Broken(String name, String reasonKey, String detail, Instant since) implements LogsFace {}
}
