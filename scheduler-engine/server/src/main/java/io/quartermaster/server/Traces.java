package io.quartermaster.server;

import io.quartermaster.model.TraceId;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes trace ids: the time they were made in milliseconds, then 64 random bits, all hexadecimal. Thread-safe if its
/// source of randomness is.
record Traces(InstantSource clock, RandomGenerator random) implements Supplier<TraceId> {
    @Override
    public TraceId get() {
        HexFormat hex = HexFormat.of();
        return new TraceId(hex.toHexDigits(clock.millis(), 11) + hex.toHexDigits(random.nextLong()));
    }
}
