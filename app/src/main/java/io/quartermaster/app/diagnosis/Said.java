package io.quartermaster.app.diagnosis;

import java.util.List;

/// A sentence by its key; an [java.time.Instant] among its arguments is shown as a time, a [java.time.Duration] as a
/// span. Immutable.
record Said(String key, List<Object> args) {
    Said {
        args = List.copyOf(args);
    }

    static Said of(String key, Object... args) {
        return new Said("diagnosis." + key, List.of(args));
    }
}
