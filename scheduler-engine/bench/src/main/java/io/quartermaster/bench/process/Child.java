package io.quartermaster.bench.process;

import io.quartermaster.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A JVM started from this one's class path. What it prints goes to a file; its standard input stays open as long as
/// this process lives, and it is killed when this process ends in order. Thread-safe.
public final class Child implements AutoCloseable {
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final int CLOSE_SECONDS = 20;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "children-shutdown"));
    }

    private final String name;
    private final Process process;
    private final Path output;

    private Child(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /// What the README tells to give our servers. What is measured comes in moments with rests between them, and with
    // the
    /// second compiler every one of them would be spent compiling. Quartz is twice as late with it, so rivals go
    // without.
    public static final List<String> AS_ADVISED = List.of("-XX:TieredStopAtLevel=1");

    /// Java's own ways.
    public static final List<String> PLAIN = List.of();

    /// @param directory gets `NAME.out`
    /// @param heap the most heap in megabytes
    /// @param options of its Java
    public static Child start(
            String name, Path directory, int heap, List<String> options, String mainClass, List<String> arguments) {
        Path output = directory.resolve(name + ".out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xms64m",
                "-Xmx" + heap + "m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(1, options);
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
            RUNNING.add(process);
            return new Child(name, process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("The process " + name + " could not be started", e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /// The processor time it has used.
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// What it printed so far.
    public List<String> lines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException("What " + name + " printed cannot be read", e);
        }
    }

    /// Waits until it has printed so many lines with `text` in them.
    ///
    /// @throws IllegalStateException when it ends before
    public void awaitLines(String text, long count) {
        Eventually.until(name + " says '" + text + "' " + count + " times; see " + output, START_PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException(name + " ended at once:\n" + String.join("\n", lines()));
            }
            return lines().stream().filter(line -> line.contains(text)).count() >= count;
        });
    }

    /// As the operating system would when memory is short: without a word.
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /// Asks it to end, and makes it if it does not.
    @Override
    public void close() {
        process.destroy();
        await();
    }

    private void await() {
        try {
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        RUNNING.remove(process);
    }
}
