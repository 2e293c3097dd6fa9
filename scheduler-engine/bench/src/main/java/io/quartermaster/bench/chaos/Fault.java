package io.quartermaster.bench.chaos;

import java.time.Duration;
import java.util.Locale;

/// Something that goes wrong during a run. Immutable.
///
/// @param at when, from the start of the run
/// @param target which server or client, from 0; [#ALL] of them
/// @param lasts until it is put right
/// @param forward whether a stepped clock goes ahead or back
record Fault(Duration at, Kind kind, int target, Duration lasts, boolean forward) {
    static final int ALL = -1;

    enum Kind {
        /// kill -9, and started again.
        SERVER_KILL(Realm.SERVER),
        /// SIGSTOP, and SIGCONT.
        SERVER_FREEZE(Realm.SERVER),
        CLIENT_KILL(Realm.CLIENT),
        CLIENT_FREEZE(Realm.CLIENT),
        /// kill -9, and started again on the same data.
        DATABASE_KILL(Realm.DATABASE),
        /// A server's connections to the database are reset, and refused.
        CUT(Realm.NETWORK),
        /// They stay, and nothing passes.
        HALF_OPEN(Realm.NETWORK),
        /// Every round trip to the database takes 5 s longer.
        SLOW(Realm.NETWORK),
        /// A server's wall clock is a minute wrong at once, and right at once.
        CLOCK(Realm.SERVER);

        final Realm realm;

        Kind(Realm realm) {
            this.realm = realm;
        }
    }

    /// What a fault touches: no two faults touch the same thing at a time.
    enum Realm {
        SERVER,
        CLIENT,
        DATABASE,
        NETWORK
    }

    Duration end() {
        return at.plus(lasts);
    }

    boolean touches(Fault other) {
        return kind.realm == other.kind.realm && (target == other.target || target == ALL || other.target == ALL);
    }

    /// Without its times.
    String what() {
        String whom =
                switch (kind.realm) {
                    case SERVER -> " s" + (target + 1);
                    case CLIENT -> " c" + (target + 1);
                    case DATABASE -> "";
                    case NETWORK -> target == ALL ? " of all servers" : " of s" + (target + 1);
                };
        return kind + whom + (kind == Kind.CLOCK ? (forward ? " +60 s" : " -60 s") : "");
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "+%.1f s %s for %.1f s", at.toMillis() / 1000.0, what(), lasts.toMillis() / 1000.0);
    }
}
