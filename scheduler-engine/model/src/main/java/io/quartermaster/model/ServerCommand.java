package io.quartermaster.model;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something a console asks of one server, as a row that this server picks up and answers in place. Immutable.
///
/// @param key      chosen by whoever asks; the same key is carried out once, however often it is sent
/// @param answer   what came of it, as a stable word; null while nobody answered
/// @param answered when it was answered; null while nobody did
public record ServerCommand(
        long id,
        String server,
        InstanceId instance,
        Kind kind,
        String key,
        Actor actor,
        @Nullable String reason,
        Instant requested,
        Command.State state,
        @Nullable String answer,
        @Nullable Instant answered) {

    /// What can be asked.
    public enum Kind {
        /// Hand over the slots, finish the work, and leave.
        DRAIN,
        /// Stay after all.
        STOP_DRAINING
    }

    /// What a server answers.
    public enum Answer {
        /// It drains from now on.
        DRAINS,
        /// It drained already; nothing was changed.
        DRAINED_ALREADY,
        /// It stays, and takes slots again.
        STAYS,
        /// It was not draining; nothing was changed.
        STAYED_ALREADY,
        /// Refused: nobody else would take its slots.
        LAST,
        /// Refused: nobody else of its zone would take its slots.
        LAST_IN_ZONE,
        /// Refused: it has nothing left, and is leaving.
        LEAVING,
        /// Refused: it was asked so long ago that whoever asked may not want it any more.
        TOO_OLD
    }

    /// The answer, as far as this version knows the word.
    public Optional<Answer> known() {
        return Stream.of(Answer.values())
                .filter(each -> each.name().equals(answer))
                .findFirst();
    }
}
