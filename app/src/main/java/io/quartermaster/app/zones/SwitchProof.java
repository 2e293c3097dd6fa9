package io.quartermaster.app.zones;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Where the log lines come from that prove a switch. Called on background threads; may block.
@FunctionalInterface
public interface SwitchProof {
    /// The file that message jobs leave their lines in.
    String FILE = "job-msg.log";

    /// What to look for.
    ///
    /// @param zone   the whole name: a line for `CellB2` is none for `CellB`
    /// @param since  older lines do not count
    /// @param others instances whose lines do not count; a line that names no instance does
    record Wanted(String zone, Instant since, Set<String> others) {
        public Wanted {
            others = Set.copyOf(others);
        }

        /// What such a line holds, as the guide has it.
        public String text() {
            return property(zone);
        }
    }

    /// The newest such line of `directory`'s `job-msg.log`.
    ///
    /// @throws java.nio.file.NoSuchFileException when there is no such file
    Optional<ProofLine> newest(Path directory, Wanted wanted) throws IOException;

    /// `^zoneName$=CellB`
    static String property(String zone) {
        return "^zoneName$=" + zone;
    }
}
