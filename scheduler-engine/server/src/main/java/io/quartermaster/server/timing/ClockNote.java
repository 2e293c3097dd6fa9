package io.quartermaster.server.timing;

import java.time.LocalDateTime;

/// What a change of the wall clock did to one due time, for people. Immutable.
public sealed interface ClockNote {
    /// The local time it names; on the job's wall clock.
    LocalDateTime local();

    /// It was due at `local`, which does not exist that day, and runs at the first instant after the gap.
    record Moved(LocalDateTime local) implements ClockNote {}

    /// `local` exists twice that day; it runs the first time.
    record Twice(LocalDateTime local) implements ClockNote {}

    /// The clock shows `local` for the second time; it runs in both hours, as it runs by elapsed time.
    record Again(LocalDateTime local) implements ClockNote {}

    /// The expression does not name `local`: it keeps its interval over the change, then follows the clock again.
    record Elapsed(LocalDateTime local) implements ClockNote {}
}
