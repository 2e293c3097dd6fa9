package io.quartermaster.bench.race;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// So many jobs, each due so many times, a second apart, all at the same instants. Immutable.
///
/// @param name begins the name of each of its jobs
/// @param takes how long a handler is busy, doing nothing
public record Workload(String name, int jobs, int times, Duration takes) {
    /// How many firings there are to be.
    public int planned() {
        return jobs * times;
    }

    public List<String> jobNames() {
        return IntStream.range(0, jobs)
                .mapToObj(i -> String.format(Locale.ROOT, "%s-%05d", name, i))
                .toList();
    }

    public List<Instant> dues(Instant first) {
        return IntStream.range(0, times).mapToObj(first::plusSeconds).toList();
    }

    /// For people.
    public String title() {
        String handler = takes.toMillis() + " ms each";
        return times == 1
                ? String.format(Locale.ROOT, "%,d at one instant, %s", jobs, handler)
                : String.format(Locale.ROOT, "%,d every second for %d s, %s", jobs, times, handler);
    }
}
