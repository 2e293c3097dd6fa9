package io.quartermaster.server.firing;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Slots;
import io.quartermaster.model.StoryNote;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Sighting;
import io.quartermaster.store.engine.LedgerRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The runs that timed out and that their clients were asked to stop, until they have ended there. As long as a client
/// says that one runs, it does, whatever its record says; a client that says nothing at all is believed to run it for
/// [#SILENCE], and one whose every link is gone not at all. Thread-safe.
public final class StopRuns {
    /// So long a handler may take to end after it was asked to; then it is told of as one that does not stop, and the
    /// run's next try waits no longer.
    static final Duration GRACE = Duration.ofSeconds(5);
    /// So long after its last answer a client that is still linked is believed to run what it ran.
    static final Duration SILENCE = Duration.ofSeconds(60);
    /// A run that timed out longer ago is not asked after by a new owner.
    public static final Duration LOOKED_BACK = Duration.ofHours(1);

    private final Clients clients;
    private final Telling telling;
    private final AskClients ask;
    private final Map<RecordId, Stop> stops = new ConcurrentHashMap<>();
    /// Runs of which nobody knows which client has them, while all are asked.
    private final Map<RecordId, JobId> sought = new ConcurrentHashMap<>();

    public StopRuns(Clients clients, Telling telling) {
        this.clients = clients;
        this.ask = new AskClients(clients);
        this.telling = telling;
    }

    /// A run that is to end.
    private static final class Stop {
        private final RecordId record;
        private final JobId job;
        private final long askedNanos = System.nanoTime();
        private volatile ConnectedClient client;
        private volatile long heardNanos = askedNanos;
        private volatile boolean toldStill;

        Stop(RecordId record, JobId job, ConnectedClient client) {
            this.record = record;
            this.job = job;
            this.client = client;
        }

        long sinceAsked() {
            return (System.nanoTime() - askedNanos) / 1_000_000;
        }
    }

    /// Asks the run's client to stop it; again changes nothing. When its link is gone, any client of the application
    /// may be the one that has it.
    void stop(LedgerRow row) {
        Optional<ConnectedClient> client = Optional.ofNullable(row.session()).flatMap(clients::find);
        if (client.isPresent()) {
            stop(row, client.get());
        } else {
            seek(List.of(row));
        }
    }

    private void stop(LedgerRow row, ConnectedClient client) {
        Stop stop = new Stop(row.record().id(), row.record().job(), client);
        if (stops.putIfAbsent(row.record().id(), stop) == null) {
            note(stop, StoryNote.Reason.STOP_SENT, client.application() + "@" + client.address());
            ask(client, List.of(stop));
        }
    }

    /// Takes over what timed out in slots that are new here, as far as some client still runs it.
    public void takeOver(List<LedgerRow> timedOut, Slots slots) {
        seek(timedOut.stream()
                .filter(row -> slots.contains(row.record().job()) && !row.reported())
                .toList());
    }

    private void seek(List<LedgerRow> rows) {
        Map<AskClients.Application, List<LedgerRow>> byApplication = new HashMap<>();
        for (LedgerRow row : rows) {
            String client = row.record().client();
            boolean known = stops.containsKey(row.record().id());
            if (client != null
                    && !known
                    && sought.putIfAbsent(row.record().id(), row.record().job()) == null) {
                String application = client.contains("@") ? client.substring(0, client.indexOf('@')) : client;
                byApplication
                        .computeIfAbsent(
                                new AskClients.Application(row.record().instance(), application),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        byApplication.forEach((application, lost) -> ask.ask(
                application,
                lost.stream().map(row -> row.record().id()).toList(),
                Sighting.Wish.STOP,
                answers -> lost.forEach(
                        row -> sought(row, answers.found().get(row.record().id())))));
    }

    private void sought(LedgerRow row, AskClients.@Nullable Found found) {
        if (found != null && found.sighting().stage() == Sighting.Stage.RUNNING) {
            stop(row, found.client());
        }
        sought.remove(row.record().id());
    }

    /// Whether a client may still run something of the job's that timed out.
    boolean holds(JobId job) {
        return sought.containsValue(job) || stops.values().stream().anyMatch(stop -> stop.job.equals(job));
    }

    /// Whether a stop of the job's is so fresh that its next try is to wait for it.
    boolean pending(JobId job) {
        return sought.containsValue(job)
                || stops.values().stream()
                        .anyMatch(stop -> stop.job.equals(job) && stop.sinceAsked() < GRACE.toMillis());
    }

    public boolean isEmpty() {
        return stops.isEmpty();
    }

    /// Asks after all of them.
    void look() {
        Map<ConnectedClient, List<Stop>> byClient = new HashMap<>();
        for (Stop stop : stops.values()) {
            Optional<ConnectedClient> client =
                    clients.find(stop.client.sessionId()).or(() -> clients.find(stop.client.identity()));
            if (client.isEmpty()) {
                over(stop, StoryNote.Reason.STOP_LOST);
            } else if (System.nanoTime() - stop.heardNanos > SILENCE.toNanos()) {
                over(stop, StoryNote.Reason.STOP_SILENT, SILENCE.toSeconds());
            } else {
                stop.client = client.get();
                byClient.computeIfAbsent(client.get(), one -> new ArrayList<>()).add(stop);
            }
        }
        byClient.forEach(this::ask);
    }

    private void ask(ConnectedClient client, List<Stop> asked) {
        List<String> ids = asked.stream().map(stop -> stop.record.toString()).toList();
        clients.ask(client.sessionId(), ids, Sighting.Wish.STOP).whenComplete((sightings, thrown) -> {
            if (sightings != null) {
                // whoever tells the story may have to wait, and a link must not
                Thread.ofVirtual().name("stops").start(() -> heard(asked, sightings));
            }
        });
    }

    private void heard(List<Stop> asked, List<Sighting> sightings) {
        Map<String, Sighting> byId = new HashMap<>();
        sightings.forEach(one -> byId.put(one.triggerId(), one));
        for (Stop stop : asked) {
            Sighting sighting = byId.get(stop.record.toString());
            if (sighting != null) {
                heard(stop, sighting);
            }
        }
    }

    private void heard(Stop stop, Sighting sighting) {
        stop.heardNanos = System.nanoTime();
        switch (sighting.stage()) {
            case UNKNOWN -> over(stop, StoryNote.Reason.STOP_UNKNOWN);
            case DONE -> done(stop, sighting.stoppedAfter());
            case RUNNING -> {
                if (stop.sinceAsked() >= GRACE.toMillis() && !stop.toldStill) {
                    stop.toldStill = true;
                    note(stop, StoryNote.Reason.NOT_STOPPED, stop.sinceAsked());
                }
            }
        }
    }

    private void done(Stop stop, @Nullable Duration stoppedAfter) {
        if (stoppedAfter == null) {
            over(stop, StoryNote.Reason.STOP_TOO_LATE);
        } else {
            over(stop, StoryNote.Reason.STOPPED, stoppedAfter.toMillis());
        }
    }

    private void over(Stop stop, StoryNote.Reason reason, Object... args) {
        if (stops.remove(stop.record, stop)) {
            note(stop, reason, args);
        }
    }

    private void note(Stop stop, StoryNote.Reason reason, Object... args) {
        telling.story().add(stop.record, telling.clock().instant(), Story.Kind.STOP, StoryNote.of(reason, args));
    }

    /// Forgets what belongs to slots that are handed over.
    public void forget(Slots slots) {
        stops.values().removeIf(stop -> slots.contains(stop.job));
    }

    /// Forgets everything, as the tenure is over.
    public void clear() {
        stops.clear();
    }
}
