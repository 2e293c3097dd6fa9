package io.quartermaster.client.executor.limiter;

import org.jspecify.annotations.Nullable;

/// Holds items back between the reader and the processor. One is asked of the handler for each run on this client, and
/// all chunks of that run share it. Called by many threads at once and must be thread-safe.
public interface ILimiter {
    /// A new rate, as operators set it for the job: called when a run begins that has one, and at every change while it
    /// goes on. A job without a rate leaves alone what the code has set.
    ///
    /// @param perSecond items a second that this client may take; null, zero or less for no limit
    void setRate(@Nullable Integer perSecond);

    /// Called before each item; returns when that item may go.
    ///
    /// @throws InterruptedException when the run is stopped meanwhile
    void acquire() throws InterruptedException;
}
