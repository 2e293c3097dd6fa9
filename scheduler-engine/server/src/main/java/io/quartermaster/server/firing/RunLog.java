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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a firing in `job-rpc.log`, `job-msg.log` and `performance.log`; their columns are in [LogBook].
/// Thread-safe.
public final class RunLog {
    private final LogBook book;

    RunLog(LogBook book) {
        this.book = book;
    }

    /// A firing that was sent.
    record Sent(TriggerRecord record, Decide.Verdict.Fire fire) {}

    /// What was just sent; a message says for itself when the broker has it.
    void sent(List<Sent> all) {
        List<LogLine> performance = new ArrayList<>(all.size());
        List<LogLine> rpc = new ArrayList<>(all.size());
        for (Sent one : all) {
            TriggerRecord record = one.record();
            Decide.Verdict.Fire fire = one.fire();
            LogLine line = LogLine.of(record);
            long late = Duration.between(record.due(), fire.at()).toMillis();
            performance.add(line.with(record.due(), fire.at(), late));
            if (fire.session() != null) {
                String handler = fire.job().spec().target();
                rpc.add(line.with("DISPATCH", fire.zone(), fire.client(), handler, null)
                        .text(null));
            }
        }
        book.add(LogBook.Name.PERFORMANCE, performance);
        book.add(LogBook.Name.JOB_RPC, rpc);
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
        LogLine line =
                LogLine.of(record).with(event, zone, client, handler, millis).text(text);
        book.add(LogBook.Name.JOB_RPC, failed ? line.asFailed() : line);
    }
}
