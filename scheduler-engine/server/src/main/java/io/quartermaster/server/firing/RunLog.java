package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.server.message.Message;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The lines of a firing in `job-rpc.log`, `job-msg.log` and `performance.log`; their columns are in [LogBook].
/// Thread-safe.
public final class RunLog {
    private final LogBook book;

    RunLog(LogBook book) {
        this.book = book;
    }

    private void fired(TriggerRecord record, Instant fired) {
        book.add(
                LogBook.Name.PERFORMANCE,
                LogLine.of(record)
                        .and(record.due())
                        .and(fired)
                        .and(Duration.between(record.due(), fired).toMillis()));
    }

    /// What was just sent; a message says for itself when the broker has it.
    void sent(TriggerRecord record, Decide.Verdict.Fire fire) {
        fired(record, fire.at());
        if (fire.session() != null) {
            dispatched(record, fire.job().spec().target(), fire.zone(), fire.client());
        }
    }

    void dispatched(TriggerRecord record, String handler, @Nullable String zone, @Nullable String client) {
        rpc(record, "DISPATCH", zone, client, handler, null, null, false);
    }

    /// A run ended, by a result or without one.
    void ended(TriggerRecord record, String event, @Nullable String text, RunStatus status, Instant at) {
        Instant fired = record.fired();
        rpc(
                record,
                event,
                record.zone(),
                record.client(),
                null,
                fired == null ? null : Duration.between(fired, at).toMillis(),
                status + (text == null ? "" : ": " + text),
                status != RunStatus.SUCCEED);
    }

    /// It never got to a client or broker.
    void notFired(TriggerRecord record, @Nullable Job job, String event, String why, boolean failed) {
        if (job != null && job.spec().type() == JobType.MESSAGE) {
            message(record, event, job.spec().target(), null, why, failed);
        } else {
            rpc(record, event, null, null, job == null ? null : job.spec().target(), null, why, failed);
        }
    }

    void sent(TriggerRecord record, Message message) {
        message(record, "SENT", message.eventCode(), message.zone(), "sent", false);
    }

    void notSent(TriggerRecord record, Message message, String why) {
        message(record, "FAILED", message.eventCode(), message.zone(), why, true);
    }

    private void message(
            TriggerRecord record, String event, String code, @Nullable String zone, String text, boolean failed) {
        LogLine line = LogLine.of(record)
                .and(event)
                .and(Message.TOPIC)
                .and(code)
                .and(zone == null ? null : Message.ZONE + "=" + zone)
                .text(text);
        book.add(LogBook.Name.JOB_MSG, failed ? line.asFailed() : line);
    }

    private void rpc(
            TriggerRecord record,
            String event,
            @Nullable String zone,
            @Nullable String client,
            @Nullable String handler,
            @Nullable Long millis,
            @Nullable String text,
            boolean failed) {
        LogLine line = LogLine.of(record)
                .and(event)
                .and(zone)
                .and(client)
                .and(handler)
                .and(millis)
                .text(text);
        book.add(LogBook.Name.JOB_RPC, failed ? line.asFailed() : line);
    }
}
