package io.quartermaster.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A Markdown file with one section per benchmark, each replaced by its next run and kept by all others'.
public record ResultsFile(Path path) {
    private static final String TITLE =
            """
            # What was measured

            Written by the benchmarks themselves (see *Benchmarks* in the README); the newest run of each stands here.
            Machines differ and are noisy: the ratios count, not the milliseconds.
            """;

    /// Puts the section into the file, in place of the one of that name.
    public void put(String name, String markdown) throws IOException {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- end of " + name + " -->\n";
        String text = Files.exists(path) ? Files.readString(path) : TITLE;
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        String section = begin + "## " + name + "\n\n" + markdown.strip() + "\n" + end;
        Files.writeString(
                path,
                from < 0 || to < 0
                        ? text + "\n" + section
                        : text.substring(0, from) + section + text.substring(to + end.length()));
    }
}
