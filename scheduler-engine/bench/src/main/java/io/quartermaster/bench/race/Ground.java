package io.quartermaster.bench.race;

import io.quartermaster.bench.database.BenchDatabase;
import java.nio.file.Path;
import java.time.Duration;

/// What every contender is given, the same for all. Immutable.
///
/// @param roundTrip how much longer than on loopback each question to the database takes
/// @param directory for what its processes write
/// @param nodes how many servers
/// @param threads how many handlers run at a time for each server
public record Ground(BenchDatabase database, Duration roundTrip, Path directory, int nodes, int threads) {
    /// The most heap of any process, in megabytes.
    public static final int HEAP = 512;
}
