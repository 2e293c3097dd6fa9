package io.quartermaster.client.model;

/// Which piece of a cut-up run it is. Immutable.
///
/// @param run the same for all chunks of a run
/// @param execute the same for all chunks of a run on one client
/// @param chunk this piece, told from those of all other runs too; it stays the same when the chunk is tried again
public record ChunkIds(String run, String execute, String chunk) {}
