package io.quartermaster.store.engine;

import io.quartermaster.model.DecisionRecord;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a firing ended, and who says so. Immutable.
public sealed interface Closing {
    RecordId record();

    RunStatus status();

    /// Why it did not succeed.
    @Nullable
    String error();

    /// What is known of a success.
    @Nullable
    String result();

    Instant at();

    /// A client says how its run ended. Any server may store that; a client cannot end another instance's run.
    ///
    /// @param fired when the client was told it had been fired; it may say so before the server that fired it has
    /// stored that
    /// @param stopped whether it ended because, or after, it was asked to, as it took too long: then it is a time-out,
    /// even if nobody has written that down yet
    record Reported(
            RecordId record,
            InstanceId reporter,
            RunStatus status,
            @Nullable String result,
            @Nullable String error,
            @Nullable Instant fired,
            boolean stopped,
            Instant at)
            implements Closing {
        public Reported(
                RecordId record,
                InstanceId reporter,
                RunStatus status,
                @Nullable String result,
                @Nullable String error,
                @Nullable Instant fired,
                Instant at) {
            this(record, reporter, status, result, error, fired, false, at);
        }
    }

    /// The engine decides so about a run that was last written in the epoch `seen`; it counts only while nobody wrote
    /// the row since.
    record Decided(
            RecordId record, long seen, RunStatus status, @Nullable String result, @Nullable String error, Instant at)
            implements Closing {}

    /// It was never sent: skipped, or there was nobody to send it to.
    ///
    /// @param decision how that was found, when there was something to find
    record Unsent(
            RecordId record, RunStatus status, String error, @Nullable DecisionRecord decision, Fence by, Instant at)
            implements Closing {
        @Override
        public @Nullable String result() {
            return null;
        }
    }
}
