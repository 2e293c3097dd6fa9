package io.quartermaster.server.peer;

/// Hears of the ends of this server's runs that another server stored. Called on one thread, for one peer in the order
/// of their storing, each once; a peer that was away for very long may have forgotten some.
@FunctionalInterface
public interface EndedListener {
    void ended(Ended run);
}
