package io.quartermaster.client.log;

import io.quartermaster.client.ClientIdentity;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Communication;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tracer's files: a line for each run in `scheduler-accept-digest.log`, and one a minute for each handler in
/// `scheduler-accept-stat.log`; what is read for other machines, and what other machines read, has twins with
/// `send` and `receive` in place of `accept`. Thread-safe.
///
/// | File | Columns after the time |
/// |---|---|
/// | digest | trace id, application, instance, job, trigger id, handler, task, communication, result, ms, message |
/// | stat | application, instance, handler, task, result, count, sum of ms, longest ms |
///
/// Results are SUCCESS, FAILED, and STOPPED for a run that was asked to stop before it ended; the task is SIMPLE,
/// or what was to be done with a chunk. The time of a stat line is the minute it counts.
public final class RunTraces implements RunListener, AutoCloseable {
    private static final int LONGEST_MESSAGE = 500;

    private final LogDirectory directory;
    private final ClientIdentity identity;
    private final Runnable beat = this::minuteOver;
    // Both are guarded by this.
    private final Map<Key, Sum> sums = new TreeMap<>();
    private Instant minute;

    private record Key(String file, String handler, String task, String result) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Sum(long count, long total, long longest) {
        Sum plus(Sum other) {
            return new Sum(count + other.count, total + other.total, Math.max(longest, other.longest));
        }
    }

    public RunTraces(LogDirectory directory, ClientIdentity identity) {
        this.directory = directory;
        this.identity = identity;
        this.minute = thisMinute();
        directory.everySecond(beat);
    }

    @Override
    public void ended(WireDispatch dispatch, WireReport report) {
        ChunkTask task = dispatch.hasChunk() ? dispatch.getChunk().getTask() : null;
        traced("accept", task, dispatch, report);
        if (task == ChunkTask.READ) {
            traced("send", task, dispatch, report);
        } else if (task == ChunkTask.PROCESS) {
            traced("receive", task, dispatch, report);
        }
    }

    private void traced(String file, @Nullable ChunkTask task, WireDispatch dispatch, WireReport report) {
        String what = task == null ? "SIMPLE" : task.toString();
        String result = report.hasStoppedAfterMs() ? "STOPPED" : report.getSuccess() ? "SUCCESS" : "FAILED";
        long millis = Math.max(0, report.getFinishedMs() - report.getStartedMs());
        directory.add(
                LogDirectory.TRACES + "scheduler-" + file + "-digest.log",
                Columns.line(
                        directory.clock().instant(),
                        dispatch.getTraceId(),
                        identity.application(),
                        identity.instance(),
                        dispatch.getJobName(),
                        dispatch.getTriggerId(),
                        dispatch.getHandler(),
                        what,
                        dispatch.getCommunication() == Communication.ONEWAY ? "ONEWAY" : "CALLBACK",
                        result,
                        millis,
                        shortened(report.getMessage())));
        minuteOver();
        synchronized (this) {
            sums.merge(new Key(file, dispatch.getHandler(), what, result), new Sum(1, millis, millis), Sum::plus);
        }
    }

    private void minuteOver() {
        Instant now = thisMinute();
        synchronized (this) {
            if (now.isAfter(minute)) {
                write();
                minute = now;
            }
        }
    }

    private synchronized void write() {
        sums.forEach((key, sum) -> directory.add(
                LogDirectory.TRACES + "scheduler-" + key.file() + "-stat.log",
                Columns.line(
                        minute,
                        identity.application(),
                        identity.instance(),
                        key.handler(),
                        key.task(),
                        key.result(),
                        sum.count(),
                        sum.total(),
                        sum.longest())));
        sums.clear();
    }

    /// Writes what the minute that is not over has counted so far.
    @Override
    public void close() {
        directory.noLonger(beat);
        write();
    }

    private Instant thisMinute() {
        return directory.clock().instant().truncatedTo(ChronoUnit.MINUTES);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }
}
