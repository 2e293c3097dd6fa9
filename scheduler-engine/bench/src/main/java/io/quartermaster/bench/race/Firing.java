package io.quartermaster.bench.race;

/// A handler was entered: which job's, for which due time, when, and which server saw to it. Immutable.
public record Firing(String job, long dueMillis, long enteredMillis, String node) {
    long lateMillis() {
        return enteredMillis - dueMillis;
    }
}
