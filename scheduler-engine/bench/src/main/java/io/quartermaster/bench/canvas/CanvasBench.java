package io.quartermaster.bench.canvas;

import io.quartermaster.bench.process.WindowProcess;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How fluid a large topology is, beside a canvas of the same size that is only filled. As many frames as the machine
/// can paint, not only as many as a screen shows.
@Command(name = "canvas", description = "Layout of 1,000 nodes; frames while 2,000 are panned and zoomed.")
public final class CanvasBench implements Callable<Integer> {
    @Option(names = "--nodes", description = "How many nodes are shown (default: ${DEFAULT-VALUE}).")
    int nodes = 2_000;

    @Override
    public Integer call() throws IOException, InterruptedException {
        WindowProcess window = WindowProcess.run(
                "io.quartermaster.bench.canvas.CanvasWindow",
                java.util.List.of("-Djavafx.animation.fullspeed=true"),
                String.valueOf(nodes));
        for (String kind : new String[] {"empty", "pan", "zoom", "whole"}) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: frame p50 %.1f ms, p99 %.1f ms%n",
                    kind,
                    window.figure(kind + "_p50_ms"),
                    window.figure(kind + "_p99_ms"));
        }
        System.out.printf(
                Locale.ROOT,
                "bench canvas nodes=%d layout_ms=%.0f layout_all_ms=%.0f frame_p50_ms=%.1f frame_p99_ms=%.1f"
                        + " empty_p50_ms=%.1f empty_p99_ms=%.1f%n",
                nodes,
                window.figure("layout_ms"),
                window.figure("layout_all_ms"),
                worst(window, "_p50_ms"),
                worst(window, "_p99_ms"),
                window.figure("empty_p50_ms"),
                window.figure("empty_p99_ms"));
        return 0;
    }

    private static double worst(WindowProcess window, String figure) {
        return Stream.of("pan", "zoom", "whole")
                .mapToDouble(kind -> window.figure(kind + figure))
                .max()
                .orElseThrow();
    }
}
