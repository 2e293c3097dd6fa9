package io.quartermaster.server.firing;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.LinkListener;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.store.engine.Closing;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the links have to say, passed on to those it concerns and written to the link logs. Thread-safe.
public final class LinkEvents implements LinkListener {
    private final SessionRows sessions;
    private final WriteLedger ledger;
    private final Topologies topologies;
    private final CutUpWork work;
    private final Telling telling;
    private volatile Predicate<Report> elsewhere = report -> false;

    public LinkEvents(
            SessionRows sessions, WriteLedger ledger, Topologies topologies, CutUpWork work, Telling telling) {
        this.topologies = topologies;
        this.work = work;
        this.sessions = sessions;
        this.ledger = ledger;
        this.telling = telling;
    }

    /// Who is asked first whether a report is theirs: of work that is no firing.
    public void attach(Predicate<Report> others) {
        elsewhere = others;
    }

    @Override
    public void connected(ConnectedClient client) {
        sessions.connected(client);
        both(line("CONNECTED", client, "handlers " + client.handlers()));
    }

    @Override
    public void disconnected(ConnectedClient client, String reason) {
        sessions.disconnected(client, reason);
        both(line("DISCONNECTED", client, reason));
    }

    @Override
    public void refused(String address, String reason) {
        telling.book()
                .add(
                        LogBook.Name.RPC_SERVER,
                        LogLine.of(null, null, null)
                                .and("REFUSED")
                                .and("client[" + address + "]")
                                .and(null)
                                .and(null)
                                .and(null)
                                .and(null)
                                .and(null)
                                .text(reason)
                                .asFailed());
    }

    @Override
    public CompletionStage<Void> reported(ConnectedClient client, Report report) {
        if (elsewhere.test(report)) {
            return stored();
        }
        if (topologies.has(report.triggerId())) {
            return topologies.reported(client.instance(), report);
        }
        if (work.has(report.triggerId())) {
            return work.reported(client.instance(), report);
        }
        Optional<RecordId> record = record(report.triggerId());
        if (record.isEmpty()) {
            unknown(client, report.triggerId());
            return stored();
        }
        RunStatus status = report.success() ? RunStatus.SUCCEED : RunStatus.FAILED;
        String message = report.message();
        String error = report.success() ? null : message == null ? "the handler gave no reason" : message;
        return ledger.end(new Closing.Reported(
                record.get(),
                client.instance(),
                status,
                report.success() ? message : null,
                error,
                report.fired(),
                report.stopped(),
                telling.clock().instant()));
    }

    @Override
    public void progressed(ConnectedClient client, Progress progress) {
        if (topologies.has(progress.triggerId())) {
            topologies.progressed(client.instance(), progress);
            return;
        }
        if (work.has(progress.triggerId())) {
            work.progressed(client.instance(), progress);
            return;
        }
        record(progress.triggerId()).ifPresent(record -> ledger.progress(record, progress.line()));
    }

    private void both(LogLine line) {
        telling.book().add(LogBook.Name.RPC_CLIENT, line);
        telling.book().add(LogBook.Name.RPC_SERVER, line);
    }

    private static LogLine line(String event, ConnectedClient client, @Nullable String text) {
        return LogLine.of(null, client.instance(), null)
                .and(event)
                .and("client[" + client.address() + "]")
                .and(client.application())
                .and(client.zone())
                .and(client.host())
                .and(client.processId())
                .and(client.sessionId())
                .text(text);
    }

    private static Optional<RecordId> record(String triggerId) {
        try {
            return Optional.of(new RecordId(Long.parseLong(triggerId)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void unknown(ConnectedClient client, String triggerId) {
        telling.book()
                .error(
                        "results",
                        "client[" + client.address() + "] reported the unknown trigger id " + triggerId,
                        "the report was dropped",
                        null);
    }

    private static CompletionStage<Void> stored() {
        return CompletableFuture.allOf();
    }
}
