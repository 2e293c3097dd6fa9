package io.quartermaster.bench.race;

/// A scheduler, ours or another, in one way of running it.
public interface Contender {
    String title();

    /// Starts its servers over an empty schema.
    Team assemble(Ground ground);
}
