package io.quartermaster.model.topology;

/// When a node with several edges leading to it begins. A branch that was not taken is not waited for by either.
public enum Join {
    /// When all have arrived.
    ALL,
    /// When the first has arrived; the others change nothing any more.
    ANY
}
