package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.leading.LeaseKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.log.LogLine;
import io.quartermaster.store.engine.Claims;
import io.quartermaster.store.engine.Claims.Claimed;
import io.quartermaster.store.engine.Claims.Verdict;
import io.quartermaster.store.engine.Closings.Closing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Fires what falls due: claims it in the ledger, and sends what it got. What it cannot claim stays planned and is
/// found again. Thread-safe; called by the timer's threads.
public final class FireDue {
    private static final int BATCH = 500;

    private final LeaseKeeper keeper;
    private final Claims claims;
    private final Decide decide;
    private final DispatchRuns dispatch;
    private final SendMessages messages;
    private final CloseRuns close;
    private final Telling telling;

    public FireDue(
            LeaseKeeper keeper,
            Claims claims,
            Decide decide,
            DispatchRuns dispatch,
            SendMessages messages,
            CloseRuns close,
            Telling telling) {
        this.keeper = keeper;
        this.claims = claims;
        this.decide = decide;
        this.dispatch = dispatch;
        this.messages = messages;
        this.close = close;
        this.telling = telling;
    }

    /// Fires those of `records` that are still planned, if this server leads.
    ///
    /// @param plannedAt since when a record waited for its time
    /// @throws io.quartermaster.store.StoreException when they cannot be claimed; then they stay planned
    public void fire(List<RecordId> records, Function<RecordId, Optional<Instant>> plannedAt) {
        for (int from = 0; from < records.size(); from += BATCH) {
            Optional<Term> term = keeper.term();
            if (term.isEmpty()) {
                return;
            }
            List<RecordId> batch = records.subList(from, Math.min(from + BATCH, records.size()));
            for (Claimed claimed : claims.claim(term.get().fence(), batch, decide)) {
                plannedAt.apply(claimed.row().record().id()).ifPresent(at -> planned(claimed, at));
                carryOut(term.get().epoch(), claimed);
            }
        }
    }

    private void planned(Claimed claimed, Instant at) {
        TriggerRecord record = claimed.row().record();
        if (!(claimed.verdict() instanceof Verdict.Leave) && !(claimed.verdict() instanceof Verdict.Withdraw)) {
            telling.story()
                    .add(
                            record.id(),
                            at,
                            Story.Kind.PLANNED,
                            record.reason() + ", due " + record.due() + ", version "
                                    + claimed.row().jobVersion() + " of the job, attempt " + record.attempt());
        }
    }

    private void carryOut(long epoch, Claimed claimed) {
        TriggerRecord record = claimed.row().record();
        Optional<Decide.Route> route = decide.takeRoute(record.id());
        Job job = claimed.job();
        switch (claimed.verdict()) {
            case Verdict.Leave stays -> {}
            case Verdict.Withdraw gone -> {}
            case Verdict.Skip skip -> {
                telling.story().add(record.id(), telling.clock().instant(), Story.Kind.SKIPPED, skip.why());
                telling.log().notFired(record, job, "SKIPPED", skip.why(), false);
            }
            case Verdict.Fail fail -> {
                route.ifPresent(way -> telling.story().add(record.id(), fail.at(), Story.Kind.ROUTED, way.story()));
                String retry = claimed.retry() == null ? "" : "; tried again as record " + claimed.retry();
                telling.story().add(record.id(), fail.at(), Story.Kind.CLOSED, "FAILED: " + fail.why() + retry);
                telling.log().notFired(record, job, "FAILED", fail.why(), true);
            }
            case Verdict.Fire fire -> {
                if (job != null && route.isPresent()) {
                    try {
                        fire(epoch, record, job, fire, route.get());
                    } catch (RuntimeException e) {
                        unsent(epoch, record, job, e);
                    }
                }
            }
        }
    }

    /// One run that cannot be sent, whatever the reason, must not keep the rest of its batch from being sent.
    private void unsent(long epoch, TriggerRecord record, Job job, RuntimeException e) {
        String why = "it could not be dispatched: " + e.getMessage();
        telling.book().error(LogLine.of(record), "fire", "record " + record.id() + ": " + why, "the run fails", e);
        telling.log().notFired(record, job, "FAILED", why, true);
        close.add(Closing.decided(
                record.id(), epoch, RunStatus.FAILED, null, why, telling.clock().instant()));
    }

    private void fire(long epoch, TriggerRecord record, Job job, Verdict.Fire fire, Decide.Route route) {
        telling.story()
                .add(
                        record.id(),
                        fire.at(),
                        Story.Kind.FIRED,
                        "by server " + keeper.serverId() + ", "
                                + Duration.between(record.due(), fire.at()).toMillis()
                                + " ms after its due time");
        telling.story().add(record.id(), fire.at(), Story.Kind.ROUTED, route.story());
        telling.log().fired(record, fire.at());
        String session = route.session();
        if (session == null) {
            messages.add(record, job, route.zone(), epoch);
        } else {
            String client = fire.client();
            dispatch.send(
                    record,
                    job,
                    session,
                    new DispatchRuns.Route(fire.zone(), client == null ? session : client, fire.at(), epoch));
        }
    }
}
