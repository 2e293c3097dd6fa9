package io.quartermaster.bench;

import io.quartermaster.bench.canvas.CanvasBench;
import io.quartermaster.bench.chaos.ChaosBench;
import io.quartermaster.bench.failover.FailoverBench;
import io.quartermaster.bench.idle.IdleBench;
import io.quartermaster.bench.lateness.LatenessBench;
import io.quartermaster.bench.lateness.SteadyBench;
import io.quartermaster.bench.link.LinkBench;
import io.quartermaster.bench.throughput.ThroughputBench;
import io.quartermaster.bench.topology.TopologyBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The benchmarks' command line.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Quartermaster beside a rival or a limit.",
        subcommands = {
            ConsoleBench.class,
            CanvasBench.class,
            LatenessBench.class,
            SteadyBench.class,
            IdleBench.class,
            FailoverBench.class,
            ThroughputBench.class,
            TopologyBench.class,
            LinkBench.class,
            ChaosBench.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
