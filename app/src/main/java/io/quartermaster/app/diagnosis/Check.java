package io.quartermaster.app.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that was looked at. Immutable.
///
/// @param evidence what was seen, in the order in which it matters
/// @param todo     what to do about it; null when nothing is to be done
record Check(Topic topic, Result result, Said said, List<Said> evidence, @Nullable Said todo) {
    Check {
        evidence = List.copyOf(evidence);
    }

    /// What is looked at.
    enum Topic {
        CLIENT,
        HANDLER,
        HOSTS,
        ZONES,
        SWITCH,
        SERVERS,
        KEY,
        NO_AUTH,
        LINK,
        REMOTE,
        BROKER,
        TIMEOUT
    }

    /// What came of it.
    enum Result {
        OK,
        WRONG,
        /// The database does not tell.
        UNKNOWN
    }

    static Check ok(Topic topic, Said said, Said... evidence) {
        return new Check(topic, Result.OK, said, List.of(evidence), null);
    }

    static Check wrong(Topic topic, Said said, List<Said> evidence, Said todo) {
        return new Check(topic, Result.WRONG, said, evidence, todo);
    }

    static Check unknown(Topic topic, Said said, List<Said> evidence, Said todo) {
        return new Check(topic, Result.UNKNOWN, said, evidence, todo);
    }
}
