package io.quartermaster.app.platform;

import java.util.function.DoubleConsumer;

/// Work that tells how far it is, as a share from 0 to 1. Runs on a background thread; may throw anything.
@FunctionalInterface
public interface Work<T> {
    T run(DoubleConsumer progress) throws Exception;
}
