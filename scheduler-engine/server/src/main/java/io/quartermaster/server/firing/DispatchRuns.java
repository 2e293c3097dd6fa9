package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.link.ClientGone;
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

    /// What is done about a run whose client went away before it got it.
    @FunctionalInterface
    interface Elsewhere {
        /// There is nothing to be done.
        Elsewhere NOWHERE = (record, job, session, route) -> false;

        /// @return whether it is on its way to another client
        boolean send(TriggerRecord record, Job job, String gone, Route route);
    }

    /// Sends, and follows how that goes.
    void send(TriggerRecord record, Job job, String session, Route route, Elsewhere elsewhere) {
        CompletionStage<Void> handedOver = clients.send(session, dispatch(record, job, route));
        follow(record, job, session, route, elsewhere, handedOver);
    }

    /// As [#send], but what is gathered for a client goes out together, with [#flush]: a frame and a thread's waking
    /// for each run would be most of the work of an instant.
    void gather(TriggerRecord record, Job job, String session, Route route, Elsewhere elsewhere) {
        CompletionStage<Void> handedOver = clients.gather(session, dispatch(record, job, route));
        follow(record, job, session, route, elsewhere, handedOver);
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

    private void follow(
            TriggerRecord record,
            Job job,
            String session,
            Route route,
            Elsewhere elsewhere,
            CompletionStage<Void> handedOver) {
        boolean callback = callback(job);
        handedOver.whenComplete((done, thrown) -> {
            if (thrown instanceof ClientGone) {
                // Which of all clients takes it may have to be waited for, and a link's thread must not.
                Thread.ofVirtual().name("elsewhere").start(() -> {
                    if (!elsewhere.send(record, job, session, route)) {
                        failed(record, route, thrown);
                    }
                });
            } else if (thrown != null) {
                failed(record, route, thrown);
            } else if (!callback) {
                ledger.end(new Closing.Decided(
                        record.id(), route.epoch(), RunStatus.SUCCEED, ONE_WAY, null, clock.instant()));
            }
        });
    }

    private void failed(TriggerRecord record, Route route, Throwable thrown) {
        String why = NO_CONNECTION + ": " + thrown.getMessage();
        ledger.end(new Closing.Decided(record.id(), route.epoch(), RunStatus.FAILED, null, why, clock.instant()));
    }

    /// Where a run goes, since when, and in which epoch that was decided.
    record Route(@Nullable String zone, String client, Instant fired, long epoch) {}
}
