package io.quartermaster.bench.chaos;

import io.quartermaster.bench.report.Conditions;
import io.quartermaster.bench.report.ResultsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The chaos run from the command line. It ends with 1 when a due time or a node of a topology was lost or ran twice.
@Command(
        name = "chaos",
        description =
                "Three servers, two clients and a database under random faults; then every due time is accounted for.")
public final class ChaosBench implements Callable<Integer> {
    @Option(names = "--minutes", description = "How long faults happen (default: ${DEFAULT-VALUE}).")
    private double minutes = 5;

    @Option(names = "--seed", description = "Draws the jobs and the faults; by default another one each time.")
    private @Nullable Long seed;

    @Option(names = "--jobs", description = "How many jobs (default: ${DEFAULT-VALUE}).")
    private int jobs = 3000;

    @Option(names = "--topologies", description = "How many topologies (default: ${DEFAULT-VALUE}).")
    private int topologies = 12;

    @Option(names = "--gap", description = "Seconds between two faults, in the mean (default: ${DEFAULT-VALUE}).")
    private int gap = 10;

    @Option(names = "--longest", description = "Seconds a fault lasts at most (default: ${DEFAULT-VALUE}).")
    private int longest = 20;

    @Option(names = "--without", split = ",", description = "Kinds of faults to leave out: ${COMPLETION-CANDIDATES}.")
    private Set<Fault.Kind> without = Set.of();

    @Option(names = "--directory", description = "Where logs and journals go; by default a new temporary one.")
    private @Nullable Path directory;

    @Option(names = "--results", description = "Where the last line is kept (default: ${DEFAULT-VALUE}).")
    private Path results = Path.of("RESULTS.md");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path files = directory == null ? Files.createTempDirectory("quartermaster-chaos") : directory;
        Files.createDirectories(files);
        System.out.println("logs and journals: " + files);
        String conditions = Conditions.line(InstantSource.system(), "as the tests use it");
        long drawn = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        ChaosRun run = new ChaosRun(
                drawn,
                jobs,
                topologies,
                Duration.ofMillis((long) (minutes * 60_000)),
                Duration.ofSeconds(gap),
                Duration.ofSeconds(longest),
                kinds(),
                Duration.ofMinutes(3),
                files);
        ChaosRun.Result result = run.play(InstantSource.system(), System.out::println, ChaosRun::check);
        System.out.print(result.report());
        String told = "Seed " + drawn + ", " + minutes + " minutes of faults, " + topologies + " topologies among "
                + jobs + " jobs.\n\n" + conditions + "\n\n    " + result.summary();
        new ResultsFile(results).put("chaos", told);
        System.out.println(result.summary());
        return result.clean() ? 0 : 1;
    }

    private Set<Fault.Kind> kinds() {
        Set<Fault.Kind> kinds = EnumSet.allOf(Fault.Kind.class);
        kinds.removeAll(without);
        return kinds;
    }
}
