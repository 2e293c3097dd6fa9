package io.quartermaster.app.logs;

/// How the owner of a long pass over a file watches it and stops it. Called on the scanning thread, about once a
/// megabyte.
interface ScanControl {
    /// Runs to the end and tells nobody.
    ScanControl NONE = new ScanControl() {};

    /// True makes the pass return early with what it has.
    default boolean cancelled() {
        return false;
    }

    /// Bytes (or rows) done of the total.
    default void progress(long done, long total) {}
}
