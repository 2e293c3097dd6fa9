package io.quartermaster.client.journal;

import io.quartermaster.client.wire.WireReport;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What outlives the process of a client: which triggers it has finished, with which result, and which servers have yet
/// to acknowledge that. Thread-safe; never throws: what cannot be kept is logged, and the runs go on.
public interface RunJournal extends AutoCloseable {
    /// Keeps nothing.
    RunJournal NONE = new RunJournal() {
        @Override
        public List<Done> kept() {
            return List.of();
        }

        @Override
        public void finished(Done done) {}

        @Override
        public void owed(String triggerId, String server) {}

        @Override
        public void acknowledged(String server, Collection<String> triggerIds) {}

        @Override
        public void close() {}
    };

    /// A run that has ended.
    ///
    /// @param report null of a ONEWAY run
    /// @param servers who has yet to acknowledge it
    record Done(String triggerId, @Nullable WireReport report, Set<String> servers) {
        public Done {
            servers = Set.copyOf(servers);
        }
    }

    /// What earlier processes left, the oldest first.
    List<Done> kept();

    /// Told before any server hears of it.
    void finished(Done done);

    /// One more server is told of a run that has ended.
    void owed(String triggerId, String server);

    void acknowledged(String server, Collection<String> triggerIds);

    @Override
    void close();
}
