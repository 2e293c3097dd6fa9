package io.quartermaster.client.link;

import io.quartermaster.client.journal.RunJournal;
import io.quartermaster.client.wire.ClientFrame;
import io.quartermaster.client.wire.ProgressLines;
import io.quartermaster.client.wire.Reports;
import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one server has yet to be told. A result stays until the server acknowledges it, through any number of
/// reconnects; there are never more of them than that server has dispatched. Progress lines are a courtesy: while the
/// link is down only the newest are kept. Thread-safe.
final class Outbox implements ResultSink {
    private static final int MAX_LINES = 5_000;

    private final String server;
    private final RunJournal journal;
    private final Runnable wake;
    // All below are guarded by this.
    private final Map<String, Unacknowledged> results = new LinkedHashMap<>();
    private final Set<String> due = new LinkedHashSet<>();
    private final Deque<WireProgress> lines = new ArrayDeque<>();
    private long lostLines;
    private @Nullable Consumer<WireReport> heir;

    /// @param server whom it tells, as `host:port`
    /// @param journal hears what that server acknowledges
    /// @param wake called, on any thread, when there is something new to send
    Outbox(String server, RunJournal journal, Runnable wake) {
        this.server = server;
        this.journal = journal;
        this.wake = wake;
    }

    @Override
    public String server() {
        return server;
    }

    @Override
    public void result(WireReport report) {
        Consumer<WireReport> instead;
        synchronized (this) {
            instead = heir;
            if (instead == null) {
                results.put(report.getTriggerId(), new Unacknowledged(report, 0));
                due.add(report.getTriggerId());
            }
        }
        if (instead == null) {
            wake.run();
        } else {
            instead.accept(report);
        }
    }

    /// Gives what is unacknowledged to another, and whatever comes from now on.
    void handOver(Consumer<WireReport> to) {
        List<WireReport> left;
        synchronized (this) {
            heir = to;
            left = results.values().stream().map(Unacknowledged::report).toList();
            results.clear();
            due.clear();
            notifyAll();
        }
        left.forEach(to);
    }

    @Override
    public void progress(WireProgress line) {
        synchronized (this) {
            lines.addLast(line);
            if (lines.size() > MAX_LINES) {
                lines.removeFirst();
                lostLines++;
            }
        }
        wake.run();
    }

    /// The lines come before the results, so a record is never closed before its last line is there.
    ///
    /// @return null when there is nothing to send now
    synchronized @Nullable ClientFrame nextFrame() {
        if (!lines.isEmpty()) {
            return lineFrame();
        }
        return due.isEmpty() ? null : resultFrame();
    }

    void acknowledged(List<String> triggerIds) {
        synchronized (this) {
            triggerIds.forEach(results::remove);
            triggerIds.forEach(due::remove);
            if (results.isEmpty()) {
                notifyAll();
            }
        }
        journal.acknowledged(server, triggerIds);
    }

    /// After a reconnect everything without an acknowledgement is due again, since nobody knows what arrived.
    synchronized void sendAllAgain() {
        due.addAll(results.keySet());
    }

    /// A server that could not store a result says nothing; so it is told again after a while.
    ///
    /// @return whether something is due
    synchronized boolean sendAgain(Duration after) {
        long limit = System.nanoTime() - after.toNanos();
        results.forEach((id, result) -> {
            if (!due.contains(id) && result.sentNanos() - limit < 0) {
                due.add(id);
            }
        });
        return !due.isEmpty();
    }

    /// @return false when results were still unacknowledged after that time
    synchronized boolean awaitEmpty(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!results.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private ClientFrame lineFrame() {
        if (lostLines > 0) {
            ClientLogs.DEFAULT.warn("{} progress lines were given up while the link was down", lostLines);
            lostLines = 0;
        }
        ProgressLines.Builder frame = ProgressLines.newBuilder();
        int bytes = 0;
        while (!lines.isEmpty()
                && frame.getLineCount() < LinkProtocol.FRAME_MESSAGES
                && bytes < LinkProtocol.FRAME_BYTES) {
            WireProgress line = lines.removeFirst();
            bytes += line.getSerializedSize();
            frame.addLine(line);
        }
        return ClientFrame.newBuilder().setProgress(frame).build();
    }

    private ClientFrame resultFrame() {
        Reports.Builder frame = Reports.newBuilder();
        int bytes = 0;
        Iterator<String> ids = due.iterator();
        while (ids.hasNext()
                && frame.getReportCount() < LinkProtocol.FRAME_MESSAGES
                && bytes < LinkProtocol.FRAME_BYTES) {
            String id = ids.next();
            ids.remove();
            Unacknowledged result = results.get(id);
            if (result != null) {
                results.put(id, new Unacknowledged(result.report(), System.nanoTime()));
                bytes += result.report().getSerializedSize();
                frame.addReport(result.report());
            }
        }
        return ClientFrame.newBuilder().setReports(frame).build();
    }

    private record Unacknowledged(WireReport report, long sentNanos) {}
}
