package io.quartermaster.app.zones;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// How far the proof of a switch is. Immutable.
sealed interface Proof {
    /// Nobody asked.
    record NotAsked() implements Proof {}

    /// Looking, and waiting for a message job to fire.
    ///
    /// @param share of the patience used up, 0 to 1
    /// @param fresh whether no message was ever sent from there, so that there is no file yet
    record Waiting(Path directory, double share, boolean fresh) implements Proof {}

    /// Every move has its line and no work strayed.
    record Proved(List<Finding> findings) implements Proof {
        public Proved {
            findings = List.copyOf(findings);
        }
    }

    /// Work went to a zone it was moved away from.
    record Refuted(List<Finding> findings) implements Proof {
        public Refuted {
            findings = List.copyOf(findings);
        }
    }

    /// Patience ended before every move had its line; those that have one are among `findings`.
    ///
    /// @param fresh whether no message was ever sent from there, so that there is no file yet
    record NothingFired(Instant since, List<Finding> findings, boolean fresh) implements Proof {
        public NothingFired {
            findings = List.copyOf(findings);
        }
    }

    /// The logs do not lie on this machine.
    record NotHere() implements Proof {}

    /// The directory is not there, or the file cannot be read.
    record Unreadable(Path directory, String why) implements Proof {}

    /// The person stopped it.
    record Stopped() implements Proof {}
}
