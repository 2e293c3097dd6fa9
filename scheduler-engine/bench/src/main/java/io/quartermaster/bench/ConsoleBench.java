package io.quartermaster.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The console's first frame beside an empty JavaFX window's, from process start, in turns and with the same run-time
/// options; and 10,000 jobs in the table. On the display if there is one, else on JavaFX's headless platform.
@Command(name = "console", description = "First frame against an empty window; opening and filtering 10,000 jobs.")
final class ConsoleBench implements Callable<Integer> {
    private static final Pattern FIGURE = Pattern.compile("(?m)^(first_frame_ms|table_open_ms|filter_ms)=(\\d+)$");

    @Option(names = "--runs", description = "How often each window is opened (default: ${DEFAULT-VALUE}).")
    int runs = 7;

    @Option(names = "--jobs", description = "How many jobs are in the table (default: ${DEFAULT-VALUE}).")
    int jobs = 10_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Long> empty = new ArrayList<>();
        List<Long> console = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long window = first(output("io.quartermaster.bench.EmptyWindow"), "first_frame_ms");
            long ours = first(output("io.quartermaster.app.Main"), "first_frame_ms");
            if (run > 0) { // the first of each warms the file cache
                empty.add(window);
                console.add(ours);
                System.out.printf("run %d: empty window %d ms, console %d ms%n", run, window, ours);
            }
        }
        String table = output("io.quartermaster.bench.JobsTable", String.valueOf(jobs));
        table.lines()
                .filter(line -> line.startsWith("keystrokes") || line.startsWith("first of"))
                .forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "bench console first_frame_ms=%d empty_window_ms=%d ratio=%.2f table_open_ms=%d filter_ms=%d%n",
                median(console),
                median(empty),
                (double) median(console) / median(empty),
                first(table, "table_open_ms"),
                first(table, "filter_ms"));
        return 0;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }

    private static long first(String output, String figure) {
        Matcher found = FIGURE.matcher(output);
        while (found.find()) {
            if (found.group(1).equals(figure)) {
                return Long.parseLong(found.group(2));
            }
        }
        throw new IllegalStateException("No " + figure + " in:\n" + output);
    }

    /// Runs a main class in a process of its own and gives what it printed.
    private static String output(String mainClass, String... args) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("quartermaster-bench");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquartermaster.home=" + home,
                "-Dquartermaster.first-frame=exit",
                "-cp",
                System.getProperty("java.class.path")));
        if (System.getenv("DISPLAY") == null) {
            command.addAll(1, List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        command.add(mainClass);
        command.addAll(List.of(args));
        Path log = home.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, java.util.concurrent.TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.readString(log);
    }
}
