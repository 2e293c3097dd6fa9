package io.quartermaster.app.runs;

import io.quartermaster.model.topology.run.Input;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was asked of a run, and how far it is. Immutable.
///
/// @param id   the database's, null before it is written down
/// @param name what it is done to, as people call it
/// @param text what the run's server said, or why it could not be asked; empty before
record Wish(@Nullable Long id, Input input, String name, Instant since, State state, String text) {
    enum State {
        /// On its way into the database.
        SENDING,
        /// Written down; the run's server has not answered.
        ASKED,
        DONE,
        REFUSED,
        /// It could not be written down.
        FAILED;

        boolean over() {
            return this == DONE || this == REFUSED || this == FAILED;
        }
    }

    Wish asked(long now) {
        return new Wish(now, input, name, since, State.ASKED, "");
    }

    Wish is(State now, String said) {
        return new Wish(id, input, name, since, now, said);
    }
}
