package io.quartermaster.app.logs;

/// What became of an open file since it was last looked at.
enum FileChange {
    /// Same file, same size.
    NONE,
    /// Same file, longer.
    GROWN,
    /// Same file, cut: it was emptied or overwritten.
    TRUNCATED,
    /// Another file stands under the name: it was rotated.
    REPLACED,
    /// No file stands under the name.
    VANISHED
}
