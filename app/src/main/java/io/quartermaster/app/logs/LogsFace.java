package io.quartermaster.app.logs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/// What the text area shows.
sealed interface LogsFace {
    /// Nothing is open, because the directory has no log yet, or is none.
    ///
    /// @param reason a key: what is missing
    record Nothing(String reason, String where) implements LogsFace {}

    /// That of a log that is open.
    static LogsFace of(OpenLog log) {
        if (log.source().extent() > 0) {
            return new Lines();
        }
        return log.passing() && log.isFiltered() ? new Loading() : NoLines.of(log);
    }

    /// Being opened or collected.
    record Loading() implements LogsFace {}

    /// Lines.
    record Lines() implements LogsFace {}

    /// Open, and there is no line: an empty file, a filter nothing passes, a trace nothing mentions.
    record NoLines(String titleKey, String whatToDoKey) implements LogsFace {
        static NoLines of(OpenLog log) {
            if (log.about().trace() != null) {
                return new NoLines("logs.empty.trace", "logs.empty.trace.todo");
            }
            return log.isFiltered()
                    ? new NoLines("logs.empty.filter", "logs.empty.filter.todo")
                    : new NoLines("logs.empty.file", "logs.empty.file.todo");
        }
    }

    /// Could not be opened.
    ///
    /// @param reason a key with the file system's words as its argument
    record Broken(String name, String reasonKey, String detail, Instant since) implements LogsFace {
        static Broken of(String name, Throwable failure, Instant since) {
            String key =
                    switch (failure) {
                        case NoSuchFileException absent -> "logs.broken.absent";
                        case AccessDeniedException refused -> "logs.broken.refused";
                        default -> "logs.broken.other";
                    };
            String detail = failure instanceof IOException io ? LogDirectory.reason(io) : failure.toString();
            return new Broken(name, key, detail, since);
        }
    }
}
