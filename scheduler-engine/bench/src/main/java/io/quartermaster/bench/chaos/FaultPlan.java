package io.quartermaster.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Draws the faults of a run: one every few seconds, several at a time, all of them over when the run ends. The same
/// seed draws the same faults.
///
/// @param servers how many there are
/// @param clients how many there are
/// @param length of the run
/// @param gap the mean time between two faults
/// @param longest a fault lasts no longer
/// @param kinds those that may happen
record FaultPlan(int servers, int clients, Duration length, Duration gap, Duration longest, Set<Fault.Kind> kinds) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /// Longer than a lease, or a thawed server would have missed nothing.
    private static final Duration SHORTEST_FREEZE = Duration.ofMillis(3_500);

    FaultPlan {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("A run without faults is none");
        }
        kinds = Set.copyOf(kinds);
    }

    List<Fault> draw(RandomGenerator random) {
        List<Fault> faults = new ArrayList<>();
        List<Fault.Kind> left = new ArrayList<>();
        Duration at = Duration.ofSeconds(2);
        while (at.plus(longest).compareTo(length) <= 0) {
            if (left.isEmpty()) {
                left.addAll(EnumSet.copyOf(kinds));
            }
            // Without putting back, so that a short run has of everything too.
            Fault fault = fault(random, left.remove(random.nextInt(left.size())), at);
            if (faults.stream().noneMatch(other -> other.touches(fault) && overlap(other, fault))) {
                faults.add(fault);
            }
            at = at.plusMillis((long) (gap.toMillis() * (0.4 + 1.2 * random.nextDouble())));
        }
        return List.copyOf(faults);
    }

    private Fault fault(RandomGenerator random, Fault.Kind kind, Duration at) {
        Duration least =
                kind == Fault.Kind.SERVER_FREEZE || kind == Fault.Kind.CLIENT_FREEZE ? SHORTEST_FREEZE : SHORTEST;
        long lasts = random.nextLong(least.toMillis(), longest.toMillis());
        int target =
                switch (kind.realm) {
                    case SERVER -> random.nextInt(servers);
                    case CLIENT -> random.nextInt(clients);
                    case DATABASE -> Fault.ALL;
                    case NETWORK -> random.nextInt(3) == 0 ? Fault.ALL : random.nextInt(servers);
                };
        return new Fault(at, kind, target, Duration.ofMillis(lasts), random.nextBoolean());
    }

    /// With a second between, as what was put right needs a moment.
    private static boolean overlap(Fault one, Fault other) {
        return one.at().compareTo(other.end().plusSeconds(1)) < 0
                && other.at().compareTo(one.end().plusSeconds(1)) < 0;
    }
}
