package io.quartermaster.server.firing;

import io.quartermaster.model.RecordFact;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.StoryNote;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.StoreException;
import io.quartermaster.store.engine.Stories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Tells what happened to records beyond the usual, which their rows tell, written behind in batches. When the database
// cannot keep up, whoever tells more
/// waits. Thread-safe.
public final class Story {
    private static final int CAPACITY = 100_000;
    private static final int BATCH = 1000;
    private static final long LOOK_MILLIS = 50;

    /// What happened. The names are stable.
    enum Kind {
        /// Written by the planning, in its own transaction.
        MISSED,
        PROGRESS,
        LATE,
        ADOPTED,
        SENT_TWICE,
        /// What became of the wish to have it stopped.
        STOP,
        /// Whether a client had it already.
        ASKED,
        REROUTED,
        /// Sent again, by whom and why.
        AGAIN
    }

    private final Stories stories;
    private final LogBook book;
    private final BlockingQueue<Stories.Event> waiting = new LinkedBlockingQueue<>(CAPACITY);
    /// Confined to the writing loop: what was taken from the queue and is not stored yet.
    private final List<Stories.Event> batch = new ArrayList<>();
    private volatile boolean closed;

    public Story(Stories stories, LogBook book) {
        this.stories = stories;
        this.book = book;
    }

    void add(RecordId record, Instant at, Kind kind, StoryNote note) {
        add(record, at, kind, note.json());
    }

    /// Something that whoever reads it says in words of their own.
    void add(RecordId record, Instant at, Kind kind, RecordFact fact) {
        add(record, at, kind, fact.json());
    }

    /// A handler's own line of progress, word for word.
    void progress(RecordId record, Instant at, String line) {
        add(record, at, Kind.PROGRESS, line);
    }

    private void add(RecordId record, Instant at, Kind kind, String detail) {
        Stories.Event event = new Stories.Event(record, at, kind.name(), detail);
        try {
            while (!waiting.offer(event, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes what is waiting.
    ///
    /// @param epoch the teller's tenure
    public void write(long epoch) {
        for (waiting.drainTo(batch, BATCH - batch.size()); !batch.isEmpty(); waiting.drainTo(batch, BATCH)) {
            try {
                stories.add(epoch, batch);
                batch.clear();
            } catch (StoreException.Fault e) {
                oneByOne(epoch);
            }
        }
    }

    /// What the database refuses for what is in it must not keep the rest from being told.
    private void oneByOne(long epoch) {
        while (!batch.isEmpty()) {
            Stories.Event event = batch.getFirst();
            try {
                stories.add(epoch, List.of(event));
            } catch (StoreException.Fault e) {
                book.error("story", "the database refuses " + event, "it is missing from the record's story", e);
            }
            batch.removeFirst();
        }
    }

    /// How much waits to be written.
    public int waiting() {
        return waiting.size();
    }

    /// From now on a full queue makes nobody wait.
    public void close() {
        closed = true;
    }
}
