package io.quartermaster.client.work;

/// What work hears from, and says to, the server that asked for it. Thread-safe.
public interface RunSignals {
    boolean stopRequested();

    /// @param interrupt called once, at the moment the work is asked to stop, on a thread that must not be held up; the
    ///     thread that runs the work is interrupted without this
    void onStop(Runnable interrupt);

    void progress(String line);

    /// Ignored when the work is done.
    void progress(long total, long succeed);
}
