package io.quartermaster.app.logs;

import java.util.List;

/// Says which lines match, over blocks of bytes at disk speed and over one shown line for marking. Immutable, any
/// thread.
interface LineTest {
    /// A matching stretch of a text.
    record Span(int from, int to) {}

    /// Gives the start of every matching line of the block to the sink; false as soon as the sink wants no more.
    boolean scan(Block block, HitSink sink, ScanControl control);

    /// What to mark in a line; empty when it does not match.
    List<Span> spans(String text);

    /// Whether a line matches.
    default boolean matches(String text) {
        return !spans(text).isEmpty();
    }
}
