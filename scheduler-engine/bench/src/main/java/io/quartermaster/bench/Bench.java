package io.quartermaster.bench;

import io.quartermaster.bench.chaos.ChaosBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The benchmarks' command line.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures Quartermaster beside a rival or a limit.",
        subcommands = {ConsoleBench.class, ChaosBench.class})
public final class Bench {
    private Bench() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Bench()).execute(args));
    }
}
