package io.quartermaster.server.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log files of one server. Thread-safe; never throws for a disk that is full or a directory that is not there:
/// then lines are lost, [#problem()] says so, and writing resumes by itself.
///
/// Every line is columns separated by commas, of which the first four are the same everywhere:
/// `yyyy-MM-dd HH:mm:ss.SSS` in the machine's zone, trace id, instance, job name. What is unknown is `-`; how values
/// are escaped says [LogLine]. In each file's last column commas stay as they are, so whatever follows the comma
/// before it is that text. The line of something that went wrong ends in one more column, ` failed`.
///
/// | File | Columns after the first four |
/// |---|---|
/// | `job-rpc.log` | record id, reason, attempt, event, zone, client, handler, milliseconds, text |
/// | `job-msg.log` | record id, reason, attempt, event, topic, event code, `^zoneName$=` and the zone, text |
/// | `job-dispatch.log` | event, server, tenure, number of slots, text |
/// | `performance.log` | record id, reason, attempt, due, fired, milliseconds late |
/// | `monitor.log` | event, server, and the columns of that event, see below |
/// | `rpc-client.log` | event, `client[ip:port]`, application, zone, host, process, session, text |
/// | `rpc-server.log` | the same, and what happens to the listening side itself |
/// | `rpc-slave.log` | event, `server[ip:port]`, server id, TO or FROM, since, text |
/// | `common-error.log` | where, what happened, what follows from it, exception with its trace |
/// | `antscheduler-default.log` | text: starting, stopping, leading, recovering |
///
/// Events of `job-rpc.log` are DISPATCH, RESULT, SKIPPED, TIMEOUT, FAILED and LATE, those of `job-msg.log` SENT,
/// SKIPPED and FAILED, those of `rpc-slave.log` CONNECTED, DISCONNECTED, REFUSED and UNREACHABLE, about the link this
/// server made TO another or took FROM it, with the ISO instant since when it had been as it was before; milliseconds
/// are those from dispatch to result. Due and fired are ISO instants in UTC, as in the ledger.
///
/// `performance.log` has a line for every firing that was sent, however late; what was skipped or could not be sent has
/// none, but one in `job-rpc.log` or `job-msg.log`.
///
/// | Event of `monitor.log` | Columns after event and server |
/// |---|---|
/// | FIGURES | fired, late, skipped, failed, armed, running, ledger, round trip, offset, slots, role, clients |
/// | CLOCK, after FIGURES while the clock is too far off | offset in ms, limit in ms, text |
/// | OVERLOOKED, by the leader | what, how many, since when the oldest waits, text; job name is the oldest one's |
/// | SETTLED, when that is over | what, 0, -, text |
/// | PURGED, by the leader | records, events, commands, tenures, servers, notes of deletion removed, milliseconds |
///
/// FIGURES comes once a minute and counts the first four since its last line. Its `ledger` are the entries that wait
/// to be stored, round trip is the database's and offset the clock's, in milliseconds, and the role is leader, member
/// or none. Skipped are due times that were let pass, whether when they came due or because a late plan found that
/// they were missed.
public final class LogBook implements AutoCloseable {
    /// A file of the book.
    public enum Name {
        RPC_CLIENT("rpc-client.log"),
        RPC_SERVER("rpc-server.log"),
        RPC_SLAVE("rpc-slave.log"),
        JOB_RPC("job-rpc.log"),
        JOB_MSG("job-msg.log"),
        JOB_DISPATCH("job-dispatch.log"),
        PERFORMANCE("performance.log"),
        MONITOR("monitor.log"),
        ERROR("common-error.log"),
        DEFAULT("antscheduler-default.log");

        private final String file;

        Name(String file) {
            this.file = file;
        }

        /// The file's name in the log directory.
        public String file() {
            return file;
        }
    }

    private static final long MAX_BYTES = 100L * 1024 * 1024;
    private static final Logger FALLBACK = LoggerFactory.getLogger(LogBook.class);

    private final Path directory;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<Name, LogFile> files = new EnumMap<>(Name.class);
    /// Files that could not be written last time. Guarded by this.
    private final Set<LogFile> failing = new HashSet<>();
    /// Guarded by this.
    private @Nullable String problem;
    /// Whether the end of a problem is still to be written down. Guarded by this.
    private boolean untold;
    /// Guarded by this.
    private long lost;

    private LogBook(Path directory, InstantSource clock, ZoneId zone, long maxBytes) {
        this.directory = directory;
        this.clock = clock;
        this.zone = zone;
        for (Name name : Name.values()) {
            files.put(name, new LogFile(directory.resolve(name.file()), maxBytes));
        }
    }

    /// A book in `directory`, which is made when it is first needed.
    public static LogBook open(Path directory, InstantSource clock) {
        return new LogBook(directory, clock, ZoneId.systemDefault(), MAX_BYTES);
    }

    static LogBook open(Path directory, InstantSource clock, long maxBytes) {
        return new LogBook(directory, clock, ZoneId.systemDefault(), maxBytes);
    }

    public Path directory() {
        return directory;
    }

    /// Why lines are being lost, for people; empty while all is well.
    public synchronized Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /// How many lines were lost so far.
    public synchronized long lostLines() {
        return lost;
    }

    /// Adds a line to a file.
    public void add(Name name, LogLine line) {
        add(name, List.of(line));
    }

    /// Adds lines to a file, all at once and with the same time.
    public void add(Name name, List<LogLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        LogFile file = file(name);
        try {
            write(file, lines);
        } catch (IOException e) {
            synchronized (this) {
                lost += lines.size();
            }
            failed(file, e);
            return;
        }
        if (toTell(file)) {
            tell();
        }
    }

    /// A line about the server itself.
    public void started(String text) {
        add(Name.DEFAULT, LogLine.of(null, null, null).text(text));
    }

    /// Something went wrong, and was dealt with.
    ///
    /// @param where which part noticed it
    /// @param consequence what follows from it, so that a reader knows whether to act
    public void error(String where, String what, String consequence, @Nullable Throwable thrown) {
        error(LogLine.of(null, null, null), where, what, consequence, thrown);
    }

    /// As [#error(String, String, String, Throwable)], about one firing or instance.
    public void error(LogLine about, String where, String what, String consequence, @Nullable Throwable thrown) {
        LogLine first = new LogLine(about.columns().subList(0, 3), false);
        add(Name.ERROR, first.and(where).and(what).and(consequence).text(trace(thrown)));
    }

    @Override
    public void close() {
        files.values().forEach(LogFile::close);
    }

    private LogFile file(Name name) {
        return Objects.requireNonNull(files.get(name), name.file());
    }

    private void write(LogFile file, List<LogLine> lines) throws IOException {
        ZonedDateTime now = clock.instant().atZone(zone);
        String time = LogLine.TIME.format(now);
        String text = lines.stream().map(line -> line.written(time)).collect(Collectors.joining("\n"));
        file.add(text, now.toLocalDate());
    }

    private synchronized void failed(LogFile file, IOException e) {
        failing.add(file);
        if (problem == null) {
            problem = "Log lines are being lost: " + file.path() + " cannot be written (" + e.getMessage() + ")";
            FALLBACK.error("{}; scheduling goes on, writing is tried again every second", problem, e);
        }
    }

    /// A file can be written. If it could not before, the others are believed to be well too, as they mostly share a
    /// disk; one that is not says so with its next line, and one that is seldom written does not seem broken for days.
    ///
    /// @return whether the end of a problem is to be written down now
    private synchronized boolean toTell(LogFile file) {
        if (failing.contains(file)) {
            failing.clear();
            problem = null;
            untold = true;
            FALLBACK.warn("Log files in {} can be written again; {} lines were lost", directory, lost);
        }
        boolean now = untold;
        untold = false;
        return now;
    }

    /// Again with the next line, if it cannot be written now.
    private void tell() {
        LogFile file = file(Name.DEFAULT);
        try {
            String text = "log files can be written again; " + lostLines() + " lines were lost so far";
            write(file, List.of(LogLine.of(null, null, null).text(text)));
            synchronized (this) {
                if (failing.remove(file) && failing.isEmpty()) {
                    problem = null;
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                untold = true;
            }
            failed(file, e);
        }
    }

    private static @Nullable String trace(@Nullable Throwable thrown) {
        if (thrown == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString().strip();
    }
}
