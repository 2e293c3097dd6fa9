package io.quartermaster.server.firing;

import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.server.leading.LeaseKeeper;
import io.quartermaster.server.leading.Term;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.Closings;
import io.quartermaster.store.engine.Closings.Closing;
import io.quartermaster.store.engine.Closings.Outcome;
import io.quartermaster.store.engine.LedgerRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends runs: stores how they ended in batches, and only then lets the client know that its result is safe.
///
/// A client reports to the server that sent it its work, whether or not that server still leads; so this needs no lead.
/// Adding is thread-safe, storing is confined to one loop.
public final class CloseRuns {
    private static final int CAPACITY = 50_000;
    private static final int BATCH = 500;
    private static final long LOOK_MILLIS = 50;

    private final LeaseKeeper keeper;
    private final Closings closings;
    private final Clients clients;
    private final Story story;
    private final RunLog log;
    private final LogBook book;
    private final InstantSource clock;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final Map<RecordId, String> progress = new ConcurrentHashMap<>();
    /// Confined to the closing loop: taken from the queue, not stored yet.
    private final List<Waiting> batch = new ArrayList<>();
    private volatile Runnable wake = () -> {};
    private volatile boolean closed;

    private record Waiting(Closing closing, CompletableFuture<@Nullable Void> stored) {}

    public CloseRuns(LeaseKeeper keeper, Closings closings, Clients clients, Telling telling) {
        this.keeper = keeper;
        this.closings = closings;
        this.clients = clients;
        this.story = telling.story();
        this.log = telling.log();
        this.book = telling.book();
        this.clock = telling.clock();
    }

    /// What makes the closing loop look at once.
    public void onAdd(Runnable wakeLoop) {
        wake = wakeLoop;
    }

    /// Has a run ended; the stage completes when that is stored. Waits while too many are waiting.
    CompletionStage<@Nullable Void> add(Closing closing) {
        Waiting waiting = new Waiting(closing, new CompletableFuture<>());
        try {
            while (!queue.offer(waiting, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    waiting.stored().completeExceptionally(new IllegalStateException("This server is closing"));
                    return waiting.stored();
                }
            }
            wake.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            waiting.stored().completeExceptionally(e);
        }
        return waiting.stored();
    }

    /// The latest progress line of a run.
    void progress(RecordId record, String line) {
        progress.put(record, line);
    }

    /// Stores what is waiting.
    public void store() {
        for (queue.drainTo(batch, BATCH - batch.size()); !batch.isEmpty(); queue.drainTo(batch, BATCH)) {
            List<Outcome> outcomes = closings.close(
                    keeper.cluster(), batch.stream().map(Waiting::closing).toList());
            List<Waiting> stored = List.copyOf(batch);
            batch.clear();
            for (int i = 0; i < stored.size(); i++) {
                tell(outcomes.get(i));
                stored.get(i).stored().complete(null);
            }
        }
    }

    /// Writes the latest progress lines.
    public void storeProgress() {
        Optional<Term> term = keeper.term();
        Map<RecordId, String> lines = Map.copyOf(progress);
        if (lines.isEmpty()) {
            return;
        }
        if (term.isPresent()) {
            closings.progress(term.get().fence(), lines);
            lines.forEach((record, line) -> story.add(record, clock.instant(), Story.Kind.PROGRESS, line));
        }
        lines.forEach(progress::remove);
    }

    /// From now on a full queue makes nobody wait.
    public void close() {
        closed = true;
    }

    private void tell(Outcome outcome) {
        Closing closing = outcome.closing();
        switch (outcome) {
            case Outcome.Closed closed -> closed(closed);
            case Outcome.Late late -> late(closing, late.row().record());
            case Outcome.Unknown unknown ->
                book.error(
                        "results",
                        "a result came for record " + closing.record() + " of instance " + closing.reporter()
                                + ", which has no such record",
                        "it was dropped",
                        null);
        }
    }

    private void closed(Outcome.Closed closed) {
        Closing closing = closed.closing();
        LedgerRow row = closed.row();
        TriggerRecord record = row.record();
        clients.ended(row.session());
        String text = closing.error() != null ? closing.error() : closing.result();
        boolean reported = closing.reporter() != null;
        if (reported) {
            story.add(record.id(), closing.at(), Story.Kind.REPORTED, "the client reported " + closing.status());
        }
        boolean timeout = closing.status() == RunStatus.TIMEOUT;
        story.add(
                record.id(),
                closing.at(),
                timeout ? Story.Kind.TIMEOUT : Story.Kind.CLOSED,
                closing.status() + (text == null ? "" : ": " + text) + retried(closed.retry()));
        if (row.session() != null) {
            log.ended(
                    record, timeout ? "TIMEOUT" : reported ? "RESULT" : "CLOSED", text, closing.status(), closing.at());
        }
    }

    private static String retried(@Nullable RecordId retry) {
        return retry == null ? "" : "; tried again as record " + retry;
    }

    /// The engine itself comes late when a client was quicker, which is nobody's business.
    private void late(Closing closing, TriggerRecord record) {
        if (closing.reporter() != null && !sameAgain(closing, record)) {
            String text = closing.status() + " came after the run was closed as " + record.status();
            story.add(record.id(), closing.at(), Story.Kind.LATE, text);
            log.ended(record, "LATE", text, closing.status(), closing.at());
        }
    }

    /// A client sends its result again when it did not hear that the first one was stored.
    private static boolean sameAgain(Closing closing, TriggerRecord record) {
        return record.status() == closing.status();
    }
}
