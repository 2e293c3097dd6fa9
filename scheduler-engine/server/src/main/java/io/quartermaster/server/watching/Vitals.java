package io.quartermaster.server.watching;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a server knows about itself at one moment, without asking the database. Immutable.
public record Vitals(String server, Counts counts, Depths depths, Base base, Standing standing) {
    /// What it has done since it started.
    public record Counts(long fired, long late, long skipped, long failed) {
        Counts since(Counts before) {
            return new Counts(
                    fired - before.fired, late - before.late, skipped - before.skipped, failed - before.failed);
        }
    }

    /// What waits, or is under way.
    ///
    /// @param armed due times this server is about to fire
    /// @param running runs that were sent and have not ended
    /// @param ledger entries that wait to be stored
    /// @param story events that wait to be stored
    /// @param oldest the due time that is armed and due first; null when none is
    public record Depths(int armed, int running, int ledger, int story, @Nullable Instant oldest) {}

    /// The database and its clock.
    ///
    /// @param roundTrip how long it took to answer the latest beat
    /// @param now what its clock shows
    /// @param clockOffset how far its clock is ahead of the machine's
    /// @param clockOff whether that is more than `clockLimit`
    public record Base(Duration roundTrip, Instant now, Duration clockOffset, boolean clockOff, Duration clockLimit) {}

    /// What it is in its cluster.
    ///
    /// @param member whether it surely is one, which takes a database that answers
    /// @param led whether somebody leads the cluster
    /// @param leads whether it is this server
    /// @param clients how many are linked to it
    public record Standing(boolean member, boolean led, boolean leads, boolean draining, int slots, int clients) {}
}
