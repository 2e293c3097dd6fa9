package io.quartermaster.client.link;

import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which triggers this client runs or has run, so that none is run twice, whichever server asks again. What is running
/// is never forgotten; of what is done the newest are kept, bounded in number and in bytes. Thread-safe.
final class TriggerMemory {
    private final int maxDone;
    private final long maxBytes;
    private final RunJournal journal;
    // All below are guarded by this.
    private final Map<String, Set<ResultSink>> running = new HashMap<>();
    private final Map<String, Done> done = new HashMap<>();
    private final Deque<String> oldestFirst = new ArrayDeque<>();
    private long bytes;

    TriggerMemory(int maxDone, long maxBytes) {
        this(maxDone, maxBytes, RunJournal.NONE);
    }

    /// Remembers what the journal kept.
    TriggerMemory(int maxDone, long maxBytes, RunJournal journal) {
        this.maxDone = maxDone;
        this.maxBytes = maxBytes;
        this.journal = journal;
        journal.kept().forEach(done -> remember(done.triggerId(), new Done(done.report())));
    }

    /// @return true when the caller has to run the trigger; false when it runs or ran already, in which case the sink
    ///     gets that run's result, now or when it ends
    boolean begin(String triggerId, @Nullable ResultSink sink) {
        WireReport known;
        synchronized (this) {
            Set<ResultSink> waiting = running.get(triggerId);
            Done earlier = done.get(triggerId);
            if (waiting == null && earlier == null) {
                Set<ResultSink> first = new LinkedHashSet<>();
                if (sink != null) {
                    first.add(sink);
                }
                running.put(triggerId, first);
                return true;
            }
            if (waiting != null && sink != null) {
                waiting.add(sink);
            }
            known = earlier == null ? null : earlier.report();
        }
        if (known != null && sink != null) {
            tell(sink, known);
        }
        return false;
    }

    /// What is known of a trigger.
    ///
    /// @param report null while it runs, and of a ONEWAY run
    record Known(boolean running, @Nullable WireReport report) {}

    /// What became of a trigger; the sink gets its result, now or when it ends.
    ///
    /// @return null when it never began here, or was done so long ago that it is forgotten
    @Nullable
    Known ask(String triggerId, ResultSink sink) {
        Known known;
        synchronized (this) {
            Set<ResultSink> waiting = running.get(triggerId);
            Done earlier = done.get(triggerId);
            if (waiting != null) {
                waiting.add(sink);
            }
            known = waiting != null
                    ? new Known(true, null)
                    : earlier == null ? null : new Known(false, earlier.report());
        }
        if (known != null && known.report() != null) {
            tell(sink, known.report());
        }
        return known;
    }

    /// @param report what every server that asked is told; null for a ONEWAY run
    void finish(String triggerId, @Nullable WireReport report) {
        Set<ResultSink> waiting;
        synchronized (this) {
            waiting = running.remove(triggerId);
            remember(triggerId, new Done(report));
            notifyAll();
        }
        journal.finished(new RunJournal.Done(triggerId, report, report == null ? Set.of() : servers(waiting)));
        if (report != null && waiting != null) {
            List.copyOf(waiting).forEach(sink -> sink.result(report));
        }
    }

    private void tell(ResultSink sink, WireReport report) {
        if (!sink.server().isEmpty()) {
            journal.owed(report.getTriggerId(), sink.server());
        }
        sink.result(report);
    }

    private static Set<String> servers(@Nullable Set<ResultSink> waiting) {
        Set<String> servers = new LinkedHashSet<>();
        if (waiting != null) {
            waiting.stream()
                    .map(ResultSink::server)
                    .filter(name -> !name.isEmpty())
                    .forEach(servers::add);
        }
        return servers;
    }

    /// Lets a trigger that never came to run be run when it is asked for again.
    synchronized void forget(String triggerId) {
        running.remove(triggerId);
        notifyAll();
    }

    /// @return false when something still ran after that time
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!running.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private void remember(String triggerId, Done entry) {
        done.put(triggerId, entry);
        oldestFirst.addLast(triggerId);
        bytes += entry.size();
        while (oldestFirst.size() > maxDone || (bytes > maxBytes && oldestFirst.size() > 1)) {
            Done gone = done.remove(oldestFirst.removeFirst());
            bytes -= gone == null ? 0 : gone.size();
        }
    }

    private record Done(@Nullable WireReport report) {
        int size() {
            return report == null ? 0 : report.getSerializedSize();
        }
    }
}
