package io.quartermaster.client.journal;

import io.quartermaster.client.wire.JournalAcknowledged;
import io.quartermaster.client.wire.JournalEntry;
import io.quartermaster.client.wire.JournalFinished;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the entries of a journal come to. What some server has yet to acknowledge is never forgotten; of the rest the
/// newest are kept, bounded in number and in bytes. Confined to whoever guards it.
final class JournalState {
    private final int maxSettled;
    private final long maxBytes;
    private final Map<String, RunJournal.Done> open = new LinkedHashMap<>();
    private final Map<String, RunJournal.Done> settled = new LinkedHashMap<>();
    private long settledBytes;

    JournalState(int maxSettled, long maxBytes) {
        this.maxSettled = maxSettled;
        this.maxBytes = maxBytes;
    }

    void apply(JournalEntry entry) {
        switch (entry.getEntryCase()) {
            case START -> clear();
            case FINISHED -> finished(entry.getFinished());
            case OWED -> owed(entry.getOwed().getTriggerId(), entry.getOwed().getServer());
            case ACKNOWLEDGED -> acknowledged(entry.getAcknowledged());
            case ENTRY_NOT_SET -> {
                // of a later version
            }
        }
    }

    /// The settled before the open, each the oldest first.
    List<RunJournal.Done> all() {
        List<RunJournal.Done> all = new ArrayList<>(settled.values());
        all.addAll(open.values());
        return all;
    }

    private void clear() {
        open.clear();
        settled.clear();
        settledBytes = 0;
    }

    private void finished(JournalFinished entry) {
        put(new RunJournal.Done(
                entry.getTriggerId(),
                entry.hasReport() ? entry.getReport() : null,
                new LinkedHashSet<>(entry.getServerList())));
    }

    private void owed(String triggerId, String server) {
        RunJournal.Done known = take(triggerId);
        if (known != null) {
            Set<String> servers = new LinkedHashSet<>(known.servers());
            servers.add(server);
            put(new RunJournal.Done(triggerId, known.report(), servers));
        }
    }

    private void acknowledged(JournalAcknowledged entry) {
        for (String id : entry.getTriggerIdList()) {
            RunJournal.Done known = open.get(id);
            if (known != null && known.servers().contains(entry.getServer())) {
                open.remove(id);
                Set<String> servers = new LinkedHashSet<>(known.servers());
                servers.remove(entry.getServer());
                put(new RunJournal.Done(id, known.report(), servers));
            }
        }
    }

    private RunJournal.@org.jspecify.annotations.Nullable Done take(String triggerId) {
        RunJournal.Done waiting = open.remove(triggerId);
        if (waiting != null) {
            return waiting;
        }
        RunJournal.Done done = settled.remove(triggerId);
        settledBytes -= done == null ? 0 : size(done);
        return done;
    }

    private void put(RunJournal.Done done) {
        take(done.triggerId());
        if (!done.servers().isEmpty()) {
            open.put(done.triggerId(), done);
            return;
        }
        settled.put(done.triggerId(), done);
        settledBytes += size(done);
        Iterator<RunJournal.Done> oldest = settled.values().iterator();
        while (settled.size() > maxSettled || (settledBytes > maxBytes && settled.size() > 1)) {
            settledBytes -= size(oldest.next());
            oldest.remove();
        }
    }

    private static int size(RunJournal.Done done) {
        return done.triggerId().length()
                + (done.report() == null ? 0 : done.report().getSerializedSize());
    }
}
