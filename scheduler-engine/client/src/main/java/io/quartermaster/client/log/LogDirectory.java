package io.quartermaster.client.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The log files below one directory, written by one thread of its own. Whoever logs never waits for the disk: when
/// more lines wait than there is room for, further ones are dropped, and `common-error.log` says how many as soon
/// as the disk takes lines again. The clients of one process that name the same directory share it. Thread-safe.
public final class LogDirectory implements AutoCloseable {
    /// Where the three logs of the client are, below the directory.
    static final String LOGS = "scheduler/";
    /// Where the tracer's files are, below the directory.
    static final String TRACES = "tracelog/";

    private static final String ERRORS = LOGS + "common-error.log";
    private static final int WAITING = 10_000;
    private static final long MAX_BYTES = 50L << 20;
    private static final Map<Path, LogDirectory> OPEN = new HashMap<>();
    private static final List<LogDirectory> ALL = new CopyOnWriteArrayList<>();

    private final Path directory;
    private final InstantSource clock;
    private final long maxBytes;
    private final BlockingQueue<Line> waiting;
    private final AtomicLong dropped = new AtomicLong();
    private final List<Runnable> everySecond = new CopyOnWriteArrayList<>();
    private final Thread writer = new Thread(this::write, "scheduler-log");
    private volatile boolean closed;
    /// Guarded by the class.
    private int users;
    /// Confined to the writer.
    private final Map<String, RollingFile> files = new HashMap<>();

    private record Line(String file, String text) {}

    LogDirectory(Path directory, InstantSource clock, long maxBytes, int waiting) {
        this.directory = directory;
        this.clock = clock;
        this.maxBytes = maxBytes;
        this.waiting = new ArrayBlockingQueue<>(waiting);
        writer.setDaemon(true);
    }

    /// Each call needs its [#close()].
    public static LogDirectory open(Path directory, InstantSource clock) {
        Path path = directory.toAbsolutePath().normalize();
        synchronized (LogDirectory.class) {
            LogDirectory open = OPEN.computeIfAbsent(path, missing -> {
                LogDirectory made = new LogDirectory(missing, clock, MAX_BYTES, WAITING);
                made.start();
                return made;
            });
            open.users++;
            return open;
        }
    }

    /// All that are open in this process.
    static List<LogDirectory> all() {
        return ALL;
    }

    void start() {
        ALL.add(this);
        writer.start();
    }

    InstantSource clock() {
        return clock;
    }

    /// @param file below the directory
    void add(String file, String line) {
        if (!waiting.offer(new Line(file, line))) {
            dropped.incrementAndGet();
        }
    }

    /// Has it run by the writer, about once a second, and a last time when this is closed.
    void everySecond(Runnable work) {
        everySecond.add(work);
    }

    void noLonger(Runnable work) {
        work.run();
        everySecond.remove(work);
    }

    private void write() {
        long looked = System.nanoTime();
        while (!closed) {
            try {
                Line first = waiting.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    writeAll(first);
                }
            } catch (InterruptedException closing) {
                break;
            }
            if (System.nanoTime() - looked >= 1_000_000_000L) {
                looked = System.nanoTime();
                files.values().forEach(RollingFile::look);
                everySecond.forEach(Runnable::run);
            }
        }
        everySecond.forEach(Runnable::run);
        Line left = waiting.poll();
        if (left != null) {
            writeAll(left);
        }
        files.values().forEach(RollingFile::close);
    }

    private void writeAll(Line first) {
        List<Line> lines = new ArrayList<>();
        lines.add(first);
        waiting.drainTo(lines);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
        for (Line line : lines) {
            try {
                file(line.file()).add(line.text(), today);
            } catch (IOException e) {
                dropped.incrementAndGet();
            }
        }
        tellDropped(today);
    }

    /// What cannot even be told is kept to be told later.
    private void tellDropped(LocalDate today) {
        long lost = dropped.getAndSet(0);
        if (lost == 0) {
            return;
        }
        try {
            file(ERRORS)
                    .add(
                            Columns.line(
                                    clock.instant(),
                                    "WARN",
                                    null,
                                    lost + " lines of the log files were dropped, as the disk did not take them"),
                            today);
        } catch (IOException e) {
            dropped.addAndGet(lost);
        }
    }

    private RollingFile file(String name) {
        return files.computeIfAbsent(name, each -> new RollingFile(directory.resolve(each), maxBytes));
    }

    /// Writes what waits, as far as the disk takes it within two seconds.
    @Override
    public void close() {
        synchronized (LogDirectory.class) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(directory, this);
            ALL.remove(this);
        }
        closed = true;
        writer.interrupt();
        try {
            writer.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
