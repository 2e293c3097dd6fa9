package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.link.Dispatch;
import io.quartermaster.store.engine.Closing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Sends claimed runs to their clients. Thread-safe.
public final class DispatchRuns {
    /// What a run that is not to report ends with.
    static final String ONE_WAY = "delivered; a ONEWAY job reports no result by design";
    /// Word for word what runbooks search for.
    static final String NO_CONNECTION = "no available connection";

    private final Clients clients;
    private final WriteLedger ledger;
    private final InstantSource clock;

    public DispatchRuns(Clients clients, WriteLedger ledger, Telling telling) {
        this.clients = clients;
        this.ledger = ledger;
        this.clock = telling.clock();
    }

    /// Sends, and follows how that goes.
    void send(TriggerRecord record, Job job, String session, Route route) {
        follow(record, job, route, clients.send(session, dispatch(record, job, route)));
    }

    /// As [#send], but what is gathered for a client goes out together, with [#flush]: a frame and a thread's waking
    /// for each run would be most of the work of an instant.
    void gather(TriggerRecord record, Job job, String session, Route route) {
        follow(record, job, route, clients.gather(session, dispatch(record, job, route)));
    }

    /// Sends what was gathered for these sessions.
    void flush(Collection<String> sessions) {
        clients.flush(sessions);
    }

    private static Dispatch dispatch(TriggerRecord record, Job job, Route route) {
        return new Dispatch(
                record.id().toString(),
                record.trace(),
                record.jobName(),
                job.spec().target(),
                callback(job),
                SendMessages.params(job),
                0,
                1,
                record.due(),
                route.fired());
    }

    private static boolean callback(Job job) {
        return job.spec().policies().communication() == Policies.Communication.CALLBACK;
    }

    private void follow(TriggerRecord record, Job job, Route route, CompletionStage<Void> handedOver) {
        boolean callback = callback(job);
        handedOver.whenComplete((done, thrown) -> {
            Instant now = clock.instant();
            if (thrown != null) {
                ledger.end(new Closing.Decided(
                        record.id(),
                        route.epoch(),
                        RunStatus.FAILED,
                        null,
                        NO_CONNECTION + ": " + thrown.getMessage(),
                        now));
            } else if (!callback) {
                ledger.end(new Closing.Decided(record.id(), route.epoch(), RunStatus.SUCCEED, ONE_WAY, null, now));
            }
        });
    }

    /// Where a run goes, since when, and in which epoch that was decided.
    record Route(@Nullable String zone, String client, Instant fired, long epoch) {}
}
