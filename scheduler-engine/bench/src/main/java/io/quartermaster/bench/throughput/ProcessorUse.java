package io.quartermaster.bench.throughput;

import com.sun.management.OperatingSystemMXBean;
import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.database.BenchDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How many processors each process kept busy, and how busy the machine was with everything. Immutable.
///
/// @param busy by process, in processors
/// @param machine of 1, all processors and everybody's processes
/// @param synced how often a second the database waited for the disk
record ProcessorUse(Map<String, Double> busy, double machine, double synced) {
    private static final double ALL = 0.9;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /// The time each process had used at one moment.
    ///
    /// @param machine how busy it was since the reading before this
    record Reading(long nanos, Map<String, Duration> used, double machine, long synced) {
        ProcessorUse until(Reading later) {
            double seconds = (later.nanos - nanos) / 1e9;
            Map<String, Double> busy = new LinkedHashMap<>();
            later.used.forEach((name, time) -> busy.put(
                    name, time.minus(used.getOrDefault(name, Duration.ZERO)).toMillis() / 1000.0 / seconds));
            return new ProcessorUse(busy, later.machine, (later.synced - synced) / seconds);
        }
    }

    static Reading read(Cluster cluster, BenchDatabase database) {
        Map<String, Duration> used = new LinkedHashMap<>();
        cluster.servers()
                .forEach(server -> used.put(server.id(), server.process().processorTime()));
        used.put(
                "clients",
                cluster.clients().stream().map(client -> client.processorTime()).reduce(Duration.ZERO, Duration::plus));
        used.put("MariaDB", database.processorTime());
        return new Reading(System.nanoTime(), used, SYSTEM.getCpuLoad(), database.status("Innodb_data_fsyncs"));
    }

    /// What there was no more of. Where others use the machine too, they are to blame for their part of it.
    String limit() {
        double own = busy.values().stream().mapToDouble(Double::doubleValue).sum();
        int processors = SYSTEM.getAvailableProcessors();
        if (own >= ALL * processors) {
            return "the processors, by the processes measured (" + this + ")";
        }
        if (machine >= ALL) {
            return String.format(
                    Locale.ROOT,
                    "the processors, of which the processes measured had %.1f of %d; the rest went to whatever else"
                            + " ran here (%s)",
                    own,
                    processors,
                    this);
        }
        return "not the processors: something waits (" + this + ")";
    }

    @Override
    public String toString() {
        String each = busy.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%s; machine %.0f %%; %.0f disk syncs/s", each, machine * 100, synced);
    }
}
