package io.quartermaster.app.connections;

import io.quartermaster.server.EmbeddedEngine;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The embedded engine of this console: started when it is first needed, and running until the console ends, whatever
/// the console looks at meanwhile. Thread-safe; starting blocks for about a second.
public final class EngineRoom implements AutoCloseable {
    private final Supplier<EmbeddedEngine> starter;
    /// Written while holding this; read by anybody.
    private volatile @Nullable EmbeddedEngine engine;

    public EngineRoom(Supplier<EmbeddedEngine> starter) {
        this.starter = starter;
    }

    /// The running engine.
    ///
    /// @throws io.quartermaster.store.StoreException.InUse when another process works on the same directory
    public synchronized EmbeddedEngine engine() {
        EmbeddedEngine running = engine;
        if (running == null) {
            running = starter.get();
            engine = running;
        }
        return running;
    }

    /// The engine, empty while it was not started; does not block.
    public Optional<EmbeddedEngine> running() {
        return Optional.ofNullable(engine);
    }

    @Override
    public synchronized void close() {
        EmbeddedEngine running = engine;
        if (running != null) {
            running.close();
            engine = null;
        }
    }
}
