package io.quartermaster.bench;

import io.quartermaster.bench.process.WindowProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The console's first frame beside an empty JavaFX window's, from process start, in turns and with the same run-time
/// options; and 10,000 jobs in the table. On the display if there is one, else on JavaFX's headless platform.
@Command(name = "console", description = "First frame against an empty window; opening and filtering 10,000 jobs.")
final class ConsoleBench implements Callable<Integer> {
    @Option(names = "--runs", description = "How often each window is opened (default: ${DEFAULT-VALUE}).")
    int runs = 7;

    @Option(names = "--jobs", description = "How many jobs are in the table (default: ${DEFAULT-VALUE}).")
    int jobs = 10_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Long> empty = new ArrayList<>();
        List<Long> console = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long window = (long) run("io.quartermaster.bench.EmptyWindow").figure("first_frame_ms");
            long ours = (long) run("io.quartermaster.app.Main").figure("first_frame_ms");
            if (run > 0) { // the first of each warms the file cache
                empty.add(window);
                console.add(ours);
                System.out.printf("run %d: empty window %d ms, console %d ms%n", run, window, ours);
            }
        }
        WindowProcess table = run("io.quartermaster.bench.JobsTable", String.valueOf(jobs));
        table.output()
                .lines()
                .filter(line -> line.startsWith("keystrokes") || line.startsWith("first of"))
                .forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "bench console first_frame_ms=%d empty_window_ms=%d ratio=%.2f table_open_ms=%.0f filter_ms=%.0f%n",
                median(console),
                median(empty),
                (double) median(console) / median(empty),
                table.figure("table_open_ms"),
                table.figure("filter_ms"));
        return 0;
    }

    private static WindowProcess run(String mainClass, String... args) throws IOException, InterruptedException {
        return WindowProcess.run(mainClass, List.of(), args);
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0L);
    }
}
