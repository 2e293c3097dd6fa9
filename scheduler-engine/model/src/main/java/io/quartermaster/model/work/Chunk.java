package io.quartermaster.model.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A piece of a run, the third level of records. Immutable.
///
/// @param number counts the chunks of a run from 1
/// @param stage which of the job's handlers has it, from 0
/// @param parent the chunk it was split from; null for one of the first layer
/// @param zone where it has to be done; null for anywhere the job may run
/// @param dataType what the client makes of the data; empty where a chunk has none
/// @param data what the split handler said of it, as text
/// @param attempt how often it was sent to a client; 0 for never
/// @param instance the client process that has or had it last
/// @param client that client's application and address
/// @param read how many items were read; what was written and what failed add up to it when all went well
/// @param total what the handler says it has to do; null when it says nothing
/// @param succeed what the handler says it has done of that
/// @param message what the client said when it ended
public record Chunk(
        long run,
        int number,
        int stage,
        ChunkTask task,
        @Nullable Integer parent,
        @Nullable String zone,
        String dataType,
        String data,
        ChunkStatus status,
        int attempt,
        @Nullable String instance,
        @Nullable String client,
        @Nullable Instant sent,
        @Nullable Instant finished,
        long read,
        long written,
        long failed,
        @Nullable Long total,
        @Nullable Long succeed,
        @Nullable String message) {

    /// A chunk that nobody has had yet.
    public static Chunk made(
            long run,
            int number,
            int stage,
            ChunkTask task,
            @Nullable Integer parent,
            @Nullable String zone,
            String dataType,
            String data) {
        return new Chunk(
                run,
                number,
                stage,
                task,
                parent,
                zone,
                dataType,
                data,
                ChunkStatus.WAITING,
                0,
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                null,
                null,
                null);
    }

    /// The next attempt, with that client.
    public Chunk sentTo(String newInstance, String newClient, Instant at) {
        return new Chunk(
                run,
                number,
                stage,
                task,
                parent,
                zone,
                dataType,
                data,
                ChunkStatus.EXECUTING,
                attempt + 1,
                newInstance,
                newClient,
                at,
                null,
                0,
                0,
                0,
                null,
                null,
                message);
    }

    /// The same attempt, come to that: ended, or to be made again.
    public Chunk now(ChunkStatus newStatus, Tally counts, @Nullable String newMessage, Instant at) {
        return new Chunk(
                run,
                number,
                stage,
                task,
                parent,
                zone,
                dataType,
                data,
                newStatus,
                attempt,
                instance,
                client,
                sent,
                at,
                counts.read(),
                counts.written(),
                counts.failed(),
                total,
                succeed,
                newMessage);
    }

    /// How far the handler says it is.
    public Chunk progressed(long newTotal, long newSucceed) {
        return new Chunk(
                run,
                number,
                stage,
                task,
                parent,
                zone,
                dataType,
                data,
                status,
                attempt,
                instance,
                client,
                sent,
                finished,
                read,
                written,
                failed,
                newTotal,
                newSucceed,
                message);
    }

    /// Items, counted by a client.
    public record Tally(long read, long written, long failed) {
        public static final Tally NONE = new Tally(0, 0, 0);
    }

    /// How long its last attempt took; empty while it goes on or when there was none.
    public Optional<Duration> duration() {
        return sent == null || finished == null ? Optional.empty() : Optional.of(Duration.between(sent, finished));
    }
}
