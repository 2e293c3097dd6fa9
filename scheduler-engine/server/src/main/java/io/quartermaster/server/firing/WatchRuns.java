package io.quartermaster.server.firing;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.LedgerRow;
import io.quartermaster.store.engine.RunningRows;
import io.quartermaster.store.engine.RunningRows.Orphan;
import io.quartermaster.store.engine.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks after the runs that will not end by themselves: those past their deadline, and those whose client or server
/// went away. Confined to one loop.
public final class WatchRuns {
    /// Word for word what the record says when a client is lost.
    public static final String CLIENT_LOST = "client went away before it reported";

    private static final String SERVER_LOST = "the server went away before it knew whether it was delivered";
    private static final int BATCH = 500;
    private static final long COMPARED_NANOS = 10_000_000_000L;

    private final RunningRows rows;
    private final RunningRuns running;
    private final Schedules schedules;
    private final Clients clients;
    private final DispatchRuns dispatch;
    private final WriteLedger ledger;
    private final StopRuns stops;
    private final FindOrphans finder;
    private final SendMessages messages;
    private final Zones zones;
    private final Telling telling;
    private final Duration grace;
    private long comparedNanos = System.nanoTime();

    public WatchRuns(
            RunningRows rows,
            RunningRuns running,
            Schedules schedules,
            Clients clients,
            DispatchRuns dispatch,
            WriteLedger ledger,
            StopRuns stops,
            Broadcasts broadcasts,
            Telling telling,
            Duration grace) {
        this.rows = rows;
        this.running = running;
        this.schedules = schedules;
        this.clients = clients;
        this.dispatch = dispatch;
        this.ledger = ledger;
        this.stops = stops;
        this.finder = new FindOrphans(clients);
        this.messages = broadcasts.messages();
        this.zones = broadcasts.zones();
        this.telling = telling;
        this.grace = grace;
    }

    /// What goes to zones and not to clients.
    public record Broadcasts(SendMessages messages, Zones zones) {}

    /// Looks once.
    public void look(Term<Fence> tenure) {
        InstantSource clock = telling.clock();
        Instant now = clock.instant();
        for (LedgerRow row : rows.overdue(tenure.fence(), now, BATCH)) {
            // Before the record is closed, so that there is no moment in which nothing seems to run.
            stops.stop(row);
            ledger.end(new Closing.Decided(row.record().id(), row.epoch(), RunStatus.TIMEOUT, null, overdue(row), now));
        }
        Map<RecordId, Job> unclaimed = new HashMap<>();
        for (Orphan orphan : rows.orphans(tenure.fence(), BATCH)) {
            String session = orphan.row().session();
            if (session == null) {
                abandoned(tenure, orphan, now);
            } else if (clients.find(session).isEmpty()) {
                lost(tenure, orphan, now, unclaimed);
            }
        }
        finder.ask(unclaimed);
        stops.look();
        compare();
    }

    /// Whoever stores the end of a run tells the server that sent it, if the row says who that was; any other owner
    /// has to read it.
    private void compare() {
        boolean all = System.nanoTime() - comparedNanos > COMPARED_NANOS;
        if (all) {
            comparedNanos = System.nanoTime();
        }
        List<RecordId> untold = running.untold(all);
        for (int from = 0; from < untold.size(); from += BATCH) {
            List<RecordId> some = untold.subList(from, Math.min(untold.size(), from + BATCH));
            Set<RecordId> still = rows.stillRunning(some);
            some.stream().filter(record -> !still.contains(record)).forEach(running::ended);
        }
    }

    private static String overdue(LedgerRow row) {
        Instant fired = row.record().fired();
        Instant deadline = row.deadline();
        return fired == null || deadline == null
                ? "no result in time"
                : "no result within " + Duration.between(fired, deadline).toMillis() + " ms";
    }

    /// A message that a server which is gone was about to send: it may or may not have been sent. While it is still
    /// wanted it is sent again, under the same key, so that whoever listens knows one that came before.
    private void abandoned(Term<Fence> tenure, Orphan orphan, Instant now) {
        LedgerRow row = orphan.row();
        TriggerRecord record = row.record();
        Instant fired = record.fired();
        String zone = record.zone();
        if (orphan.senderLives()) {
            return;
        }
        Optional<Job> job =
                schedules.find(record.job()).filter(one -> one.spec().type() == JobType.MESSAGE);
        if (job.isPresent() && fired != null && zone != null && messages.wants(fired, now)) {
            if (messages.hasRoom() && rows.adopt(tenure.fence(), record.id(), null)) {
                running.adopted(record.id(), record.job(), null);
                StoryNote again = StoryNote.of(StoryNote.Reason.MESSAGE_AGAIN, String.valueOf(record.server()));
                telling.story().add(record.id(), now, Story.Kind.AGAIN, again);
                messages.add(record, job.get(), switched(record, zone), fired, row.deadline(), epoch(tenure));
            }
            return;
        }
        ledger.end(new Closing.Decided(record.id(), row.epoch(), RunStatus.FAILED, null, SERVER_LOST, now));
    }

    private List<String> switched(TriggerRecord record, String zone) {
        ZoneSwitch moves = zones.zoneSwitch(record.instance());
        return List.of(zone.split(",")).stream().map(moves::target).distinct().toList();
    }

    private static long epoch(Term<Fence> tenure) {
        return tenure.fence().epoch();
    }

    private void lost(Term<Fence> tenure, Orphan orphan, Instant now, Map<RecordId, Job> unclaimed) {
        TriggerRecord record = orphan.row().record();
        Instant fired = record.fired();
        Instant since = orphan.gone() != null ? orphan.gone() : fired == null ? record.due() : fired;
        Optional<Job> job = schedules.find(record.job());
        boolean oneWay =
                job.isPresent() && job.get().spec().policies().communication() == Policies.Communication.ONEWAY;
        String alive = orphan.alive();
        if (oneWay && !orphan.senderLives()) {
            ledger.end(
                    new Closing.Decided(record.id(), orphan.row().epoch(), RunStatus.FAILED, null, SERVER_LOST, now));
        } else if (alive != null && job.isPresent() && !oneWay) {
            adopt(tenure, orphan, job.get(), alive);
        } else if (oneWay || job.isEmpty()) {
            giveUp(orphan, since, now);
        } else {
            seek(tenure, orphan, job.get(), since, now, unclaimed);
        }
    }

    private void giveUp(Orphan orphan, Instant since, Instant now) {
        if (!since.plus(grace).isAfter(now)) {
            ledger.end(new Closing.Decided(
                    orphan.row().record().id(), orphan.row().epoch(), RunStatus.FAILED, null, CLIENT_LOST, now));
        }
    }

    /// Of several links of the client any may be the one it is still there by, and it alone knows whether it has the
    /// run.
    private void seek(
            Term<Fence> tenure, Orphan orphan, Job job, Instant since, Instant now, Map<RecordId, Job> unclaimed) {
        TriggerRecord record = orphan.row().record();
        Optional<AskClients.Found> answer = finder.of(record.id());
        if (answer != null && answer.isPresent()) {
            ConnectedClient client = answer.get().client();
            if (rows.adopt(tenure.fence(), record.id(), client.sessionId())) {
                running.adopted(record.id(), record.job(), client.sessionId());
                telling.story().add(record.id(), now, Story.Kind.ADOPTED, new RecordFact.Adopted(client.sessionId()));
            }
            return;
        }
        unclaimed.put(record.id(), job);
        if (answer != null) {
            giveUp(orphan, since, now);
        }
    }

    /// The client is back. It gets the same trigger id once more: if it never got the first dispatch it runs it
    /// now, else it goes on, or reports what it reported before.
    private void adopt(Term<Fence> tenure, Orphan orphan, Job job, String alive) {
        TriggerRecord record = orphan.row().record();
        if (!rows.adopt(tenure.fence(), record.id(), alive)) {
            return;
        }
        running.adopted(record.id(), record.job(), alive);
        telling.story().add(record.id(), telling.clock().instant(), Story.Kind.ADOPTED, new RecordFact.Adopted(alive));
        if (clients.find(alive).isPresent() && job.spec().type() == JobType.SIMPLE) {
            String client = record.client() == null ? alive : record.client();
            Instant fired = record.fired() == null ? telling.clock().instant() : record.fired();
            dispatch.send(
                    record,
                    job,
                    alive,
                    new DispatchRuns.Route(
                            record.zone(), client, fired, tenure.fence().epoch()),
                    DispatchRuns.Elsewhere.NOWHERE);
        }
    }
}
