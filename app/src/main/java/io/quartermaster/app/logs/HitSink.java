package io.quartermaster.app.logs;

/// Takes the addresses of matching lines in rising order, each once.
@FunctionalInterface
interface HitSink {
    /// False ends the pass.
    boolean hit(long address);
}
