package io.quartermaster.server.firing;

import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.StoryNote;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.firing.AskClients.Answers;
import io.quartermaster.server.firing.AskClients.Application;
import io.quartermaster.server.firing.AskClients.Found;
import io.quartermaster.server.link.ConnectedClient;
import io.quartermaster.server.link.Sighting;
import io.quartermaster.server.planning.ArmedRuns;
import io.quartermaster.server.planning.ArmedRuns.Armed;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.Fence;
import io.quartermaster.store.engine.Fired;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What a former owner sent and could not write down looks as if nobody had sent it. Before such a run is fired, its
/// application's clients are asked: one that has it goes on with it, and reports here; only what none of them knows is
/// fired. Thread-safe.
final class FindSent {
    private final AskClients ask;
    private final Clients clients;
    private final ArmedRuns armed;
    private final RunningRuns running;
    private final WriteLedger ledger;
    private final Telling telling;
    /// What is being asked about.
    private final Map<RecordId, JobId> asking = new ConcurrentHashMap<>();

    FindSent(Clients clients, ArmedRuns armed, RunningRuns running, WriteLedger ledger, Telling telling) {
        this.ask = new AskClients(clients);
        this.clients = clients;
        this.armed = armed;
        this.running = running;
        this.ledger = ledger;
        this.telling = telling;
    }

    /// Whether somebody has to be asked, and there is somebody. While no client of the application is there the doubt
    /// stays.
    boolean concerns(Armed one) {
        Job job = one.job();
        return one.doubtful() && job != null && job.spec().type() == JobType.SIMPLE && ask.anybody(of(job));
    }

    /// Whether some run of the job may be going on that nobody wrote down.
    boolean doubts(JobId job) {
        return asking.containsValue(job);
    }

    /// Asks about all of them, which are taken, and sees to it that each is taken over, or armed again without doubt.
    ///
    /// @param whether says whether a job is still this server's, while it is decided about
    void find(List<Armed> doubtful, Fence fence, BiConsumer<JobId, Consumer<Boolean>> whether) {
        Map<Application, List<Armed>> byApplication = new HashMap<>();
        for (Armed one : doubtful) {
            Job job = one.job();
            if (job != null) {
                asking.put(one.row().record().id(), job.id());
                byApplication
                        .computeIfAbsent(of(job), application -> new ArrayList<>())
                        .add(one);
            }
        }
        byApplication.forEach((application, runs) -> ask.ask(
                application,
                runs.stream().map(one -> one.row().record().id()).toList(),
                Sighting.Wish.REPORT,
                answers -> runs.forEach(one -> answered(one, answers, fence, whether))));
    }

    /// One that cannot be dealt with, whatever the reason, is found again by the planning, and keeps no other waiting.
    private void answered(Armed one, Answers answers, Fence fence, BiConsumer<JobId, Consumer<Boolean>> whether) {
        RecordId record = one.row().record().id();
        try {
            whether.accept(one.row().record().job(), owned -> answered(one, answers, fence, owned));
        } catch (RuntimeException e) {
            asking.remove(record);
            armed.giveUp(List.of(record));
            telling.book()
                    .error("fire", "record " + record + " could not be decided about", "it is looked at again", e);
        }
    }

    private void answered(Armed one, Answers answers, Fence fence, boolean owned) {
        TriggerRecord record = one.row().record();
        Found found = answers.found().get(record.id());
        Job job = one.job();
        if (job == null || !owned) {
            asking.remove(record.id());
            armed.giveUp(List.of(record.id()));
        } else if (found != null) {
            // it is in doubt until it runs
            takeOver(record, job, found, fence);
            asking.remove(record.id());
        } else {
            note(record.id(), StoryNote.of(StoryNote.Reason.NOT_FOUND, answers.asked(), answers.silent()));
            asking.remove(record.id());
            armed.putBack(one.certain(), telling.clock().instant());
        }
    }

    private void takeOver(TriggerRecord record, Job job, Found found, Fence fence) {
        ConnectedClient client = found.client();
        String session = client.sessionId();
        String name = client.application() + "@" + client.address();
        Instant now = telling.clock().instant();
        Instant told = found.sighting().fired();
        Instant fired = told == null ? now : told;
        Duration timeout = job.spec().policies().timeout();
        boolean exclusive = job.spec().policies().exclusive();
        running.began(record.id(), record.job(), session);
        ledger.sent(new Fired(
                record.id(),
                fence,
                fired,
                clients.zone(client),
                name,
                session,
                timeout.isZero() ? null : fired.plus(timeout),
                DecisionRecord.takenOver(exclusive, name, session)));
        boolean runs = found.sighting().stage() == Sighting.Stage.RUNNING;
        note(record.id(), StoryNote.of(runs ? StoryNote.Reason.FOUND_RUNNING : StoryNote.Reason.FOUND_DONE, name));
        if (job.spec().policies().communication() == Policies.Communication.ONEWAY) {
            ledger.end(new Closing.Decided(
                    record.id(), fence.epoch(), RunStatus.SUCCEED, DispatchRuns.ONE_WAY, null, now));
        }
    }

    private void note(RecordId record, StoryNote note) {
        telling.story().add(record, telling.clock().instant(), Story.Kind.ASKED, note);
    }

    private static Application of(Job job) {
        return new Application(job.spec().instance(), job.spec().application());
    }
}
