package io.quartermaster.client.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.helpers.FormattingTuple;
import org.slf4j.helpers.MessageFormatter;

/// One of the client's three logs: an SLF4J logger, and a file in every open [LogDirectory]. What one client of a
/// process logs stands in the directories of all its clients. Thread-safe; never waits for a disk.
///
/// Columns of the file: time, level, trace id, and the message; an exception follows in lines of its own.
public final class ClientLog {
    /// Under which name the trace id is in the logging context of a handler's thread.
    public static final String TRACE = "traceId";

    private final Logger logger;
    private final String file;

    private ClientLog(String name) {
        logger = LoggerFactory.getLogger("scheduler." + name);
        file = LogDirectory.LOGS + name + ".log";
    }

    /// @param name `common-default`, `common-error` or `auth-audit`
    public static ClientLog named(String name) {
        return new ClientLog(name);
    }

    /// For whoever follows it, not for the file.
    public void debug(String format, @Nullable Object... values) {
        logger.debug(format, values);
    }

    public void info(String format, @Nullable Object... values) {
        logger.info(format, values);
        write("INFO", format, values);
    }

    public void warn(String format, @Nullable Object... values) {
        logger.warn(format, values);
        write("WARN", format, values);
    }

    public void error(String format, @Nullable Object... values) {
        logger.error(format, values);
        write("ERROR", format, values);
    }

    private void write(String level, String format, @Nullable Object[] values) {
        for (LogDirectory directory : LogDirectory.all()) {
            directory.add(file, line(directory.clock().instant(), level, format, values));
        }
    }

    private static String line(Instant at, String level, String format, @Nullable Object[] values) {
        FormattingTuple message = MessageFormatter.arrayFormat(format, values);
        String line = Columns.line(at, level, MDC.get(TRACE)) + ","
                + String.valueOf(message.getMessage()).replace("\n", "\\n").replace("\r", "\\r");
        Throwable thrown = message.getThrowable();
        if (thrown == null) {
            return line;
        }
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return line + "\n" + trace.toString().strip();
    }
}
