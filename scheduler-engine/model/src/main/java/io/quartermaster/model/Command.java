package io.quartermaster.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something a console asks of the servers, as a row they pick up and answer in place. Immutable.
///
/// @param key chosen by whoever asks; the same key is carried out once, however often it is sent
/// @param answer what came of it, null while nobody answered
/// @param options what is wanted otherwise than usual, as JSON; null for nothing
public record Command(
        long id,
        InstanceId instance,
        Kind kind,
        JobId job,
        String key,
        Actor actor,
        Instant requested,
        State state,
        @Nullable RecordId record,
        @Nullable String answer,
        @Nullable String options) {

    /// What can be asked.
    public enum Kind {
        /// Fire now, as a person's wish.
        TRIGGER_NOW,
        /// Fire now, because of an event.
        TRIGGER_EVENT,
        /// Hand out nothing further of a run; what is under way ends. The options name the run by its record's id.
        PAUSE,
        /// Go on where a run was paused.
        RESUME,
        /// Stop a run for good: what is under way is asked to stop.
        CANCEL,
        /// Close a run that has not reported, and fire its job again in its place; the options are an [Again].
        SEND_AGAIN
    }

    /// How far it came.
    public enum State {
        NEW,
        DONE,
        REFUSED
    }
}
