package io.quartermaster.app.platform;

import java.time.Instant;

/// That a page cannot read what it shows: since when, and why. What was read before stays on the screen. Immutable.
public record Trouble(Instant since, Throwable why) {
    /// The same trouble going on, or a new one.
    public static Trouble next(@org.jspecify.annotations.Nullable Trouble before, Instant now, Throwable why) {
        return new Trouble(before == null ? now : before.since(), why);
    }

    /// Why, in one line, without the name of the class that said so.
    public String cause() {
        String message = why.getMessage();
        if (message == null || message.isBlank()) {
            return why.getClass().getSimpleName();
        }
        return message.lines()
                .findFirst()
                .orElse(message)
                .replaceFirst("^(?:[a-z]\\w*\\.)+\\w+: ", "")
                // the pool's name before, and its figures behind
                .replaceFirst("^[\\w-]+ - (?=Connection is not available)", "")
                .replaceFirst(" \\(total=.*\\)\\.?$", "");
    }
}
