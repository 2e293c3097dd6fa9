package io.quartermaster.client.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The client's two loggers for work.
final class WorkLogs {
    static final Logger DEFAULT = LoggerFactory.getLogger("scheduler.common-default");
    static final Logger ERROR = LoggerFactory.getLogger("scheduler.common-error");

    /// Under which the trace id is in the MDC.
    static final String MDC_TRACE = "traceId";

    private WorkLogs() {}

    /// How an exception is told to operators.
    static String described(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getName() : thrown.getClass().getName() + ": " + message;
    }
}
