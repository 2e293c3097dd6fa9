package io.quartermaster.model.topology.desk;

/// Who answers for a node in place of its client. Immutable.
public sealed interface Answer {
    /// Always the same.
    record Stub(Told told) implements Answer {}

    /// Fails first, so that a retry is seen to help.
    ///
    /// @param times how many attempts of each pass
    record FailsFirst(int times, Told failure, Told then) implements Answer {}

    /// What the recorded run was told. Where the run goes another way than the recorded one, what the node was told
    /// elsewhere in it; where it was never told anything, [Answers#otherwise].
    record Recorded() implements Answer {}

    /// A client of the developer's own.
    record Live(String application, String handler) implements Answer {}
}
