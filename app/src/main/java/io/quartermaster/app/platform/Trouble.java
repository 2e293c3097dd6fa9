package io.quartermaster.app.platform;

import java.time.Instant;

/// That a page cannot read what it shows: since when, and why. What was read before stays on the screen. Immutable.
public record Trouble(Instant since, Throwable why) {
    /// The same trouble going on, or a new one.
    public static Trouble next(@org.jspecify.annotations.Nullable Trouble before, Instant now, Throwable why) {
        return new Trouble(before == null ? now : before.since(), why);
    }

    /// Why, in one line.
    public String cause() {
        String message = why.getMessage();
        return message == null || message.isBlank()
                ? why.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
