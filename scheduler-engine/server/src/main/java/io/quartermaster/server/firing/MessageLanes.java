package io.quartermaster.server.firing;

import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.message.Message;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The firings of message jobs that wait to be sent: those of one job one after the other, as they fired, those of
/// different jobs side by side. Thread-safe.
final class MessageLanes {
    /// Guarded by this, all of it.
    private final Map<JobId, Lane> lanes = new HashMap<>();

    private final Deque<JobId> ready = new ArrayDeque<>();
    private final Map<RecordId, JobId> jobs = new HashMap<>();

    /// A firing.
    ///
    /// @param messages what is still to be sent of it: one, or one for each zone
    /// @param until when it is given up
    /// @param deadline when its run has taken too long, by its job's policy
    /// @param trouble what came of the latest try, null before the first
    record Waiting(
            TriggerRecord record,
            List<Message> messages,
            long epoch,
            Instant until,
            @Nullable Instant deadline,
            @Nullable String trouble) {
        Waiting {
            messages = List.copyOf(messages);
        }

        /// So many of its messages were sent, and then there was trouble.
        Waiting after(int sent, String why) {
            return new Waiting(record, messages.subList(sent, messages.size()), epoch, until, deadline, why);
        }
    }

    private static final class Lane {
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private @Nullable RecordId sending;
        private boolean withdrawn;
    }

    synchronized void add(Waiting one) {
        JobId job = one.record().job();
        Lane lane = lanes.computeIfAbsent(job, id -> new Lane());
        lane.waiting.add(one);
        jobs.put(one.record().id(), job);
        if (lane.sending == null && lane.waiting.size() == 1) {
            ready.add(job);
        }
    }

    /// What is to be sent next, if there is anything; then [#done] or [#back] is to be called.
    synchronized @Nullable Waiting take() {
        JobId job = ready.poll();
        Lane lane = job == null ? null : lanes.get(job);
        Waiting head = lane == null ? null : lane.waiting.poll();
        if (lane != null && head != null) {
            lane.sending = head.record().id();
        }
        return head;
    }

    /// It was sent, or is given up.
    synchronized void done(Waiting one) {
        JobId job = one.record().job();
        jobs.remove(one.record().id());
        Lane lane = lanes.get(job);
        if (lane == null) {
            return;
        }
        lane.sending = null;
        lane.withdrawn = false;
        if (lane.waiting.isEmpty()) {
            lanes.remove(job);
        } else {
            ready.add(job);
        }
    }

    /// It is to be tried again, before anything else of its job.
    ///
    /// @return whether it is; it is not if it was withdrawn meanwhile
    synchronized boolean back(Waiting one) {
        Lane lane = lanes.get(one.record().job());
        if (lane == null || lane.withdrawn) {
            done(one);
            return false;
        }
        lane.waiting.addFirst(one);
        lane.sending = null;
        ready.addFirst(one.record().job());
        return true;
    }

    /// It is not to be sent any more. One that is being sent goes on, but is not tried again.
    ///
    /// @return whether it waited
    synchronized boolean withdraw(RecordId record) {
        JobId job = jobs.get(record);
        Lane lane = job == null ? null : lanes.get(job);
        if (job == null || lane == null) {
            return false;
        }
        if (record.equals(lane.sending)) {
            lane.withdrawn = true;
            return false;
        }
        boolean waited = lane.waiting.removeIf(one -> one.record().id().equals(record));
        jobs.remove(record);
        forgetIfEmpty(job, lane);
        return waited;
    }

    /// Removes what nobody is sending now.
    synchronized List<Waiting> removeIf(Predicate<Waiting> condition) {
        List<Waiting> removed = new ArrayList<>();
        Map.copyOf(lanes).forEach((job, lane) -> {
            lane.waiting.removeIf(one -> condition.test(one) && removed.add(one));
            forgetIfEmpty(job, lane);
        });
        removed.forEach(one -> jobs.remove(one.record().id()));
        return removed;
    }

    private void forgetIfEmpty(JobId job, Lane lane) {
        if (lane.waiting.isEmpty() && lane.sending == null) {
            ready.remove(job);
            lanes.remove(job);
        }
    }

    /// Whether somebody could [#take] something.
    synchronized boolean hasReady() {
        return !ready.isEmpty();
    }

    synchronized boolean isEmpty() {
        return lanes.isEmpty();
    }

    /// How many wait, besides those that are being sent.
    synchronized int waiting() {
        return lanes.values().stream().mapToInt(lane -> lane.waiting.size()).sum();
    }
}
