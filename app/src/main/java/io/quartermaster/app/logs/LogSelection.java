package io.quartermaster.app.logs;

/// The selected lines: from where the selection began to where it was extended to, both included. Immutable.
record LogSelection(LogLine anchor, LogLine focus) {
    boolean holds(long address) {
        return address >= from() && address <= to();
    }

    long from() {
        return Math.min(anchor.address(), focus.address());
    }

    long to() {
        return Math.max(anchor.address(), focus.address());
    }
}
