package io.quartermaster.app.logs;

/// A stretch of a file in memory: whole lines, unless one line is longer than any block; then its pieces come one
/// by one, overlapping so that a short text on a seam is not missed.
///
/// @param bytes     the buffer, reused for the next block
/// @param length    how much of it counts
/// @param position  where in the file the block begins
/// @param lineStart where the line begins that the block begins in; equal to `position` but for pieces
record Block(byte[] bytes, int length, long position, long lineStart) {
    /// The file offset of the start of the line that holds an index of the buffer.
    long lineStartAt(int index) {
        int newline = Newlines.last(bytes, 0, index);
        return newline < 0 ? lineStart : position + newline + 1;
    }
}
