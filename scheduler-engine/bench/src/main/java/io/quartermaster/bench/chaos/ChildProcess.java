package io.quartermaster.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A Java process of the run, and what can be done to it. It is started again when it ends by itself, as whoever runs a
/// server has it. Thread-safe.
final class ChildProcess implements AutoCloseable {
    private static final List<String> SMALL =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError");

    private final String name;
    private final Path log;
    private final IntFunction<List<String>> command;
    // All below are guarded by this.
    private @Nullable Process process;
    private int generation;
    private boolean wanted;
    private long startedNanos;

    /// @param command what follows `java` on the command line, for each new process, numbered from 1
    ChildProcess(String name, Path log, IntFunction<List<String>> command) {
        this.name = name;
        this.log = log;
        this.command = command;
    }

    String name() {
        return name;
    }

    synchronized void start() {
        wanted = true;
        launch();
    }

    /// kill -9.
    synchronized void kill() {
        wanted = false;
        Process running = process;
        if (running != null) {
            try {
                running.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    synchronized void freeze() {
        signal("-STOP");
    }

    synchronized void thaw() {
        signal("-CONT");
    }

    /// Writes to the process's standard input.
    synchronized void order(String line) {
        Process running = process;
        if (running != null && running.isAlive()) {
            try {
                running.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
                running.getOutputStream().flush();
            } catch (IOException e) {
                // it is ending; whoever starts it again starts with a right clock
            }
        }
    }

    /// Starts it again if it ended by itself, after a second.
    ///
    /// @return its exit code if it had
    synchronized @Nullable Integer revive() {
        Process running = process;
        if (!wanted || running == null || running.isAlive()) {
            return null;
        }
        if (System.nanoTime() - startedNanos < TimeUnit.SECONDS.toNanos(1)) {
            return null;
        }
        int code = running.exitValue();
        launch();
        return code;
    }

    @Override
    public void close() {
        kill();
    }

    private void launch() {
        generation++;
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(SMALL);
        line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(command.apply(generation));
        try {
            process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            startedNanos = System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    private void signal(String which) {
        Process running = process;
        if (running != null && running.isAlive()) {
            try {
                new ProcessBuilder("kill", which, String.valueOf(running.pid()))
                        .inheritIO()
                        .start()
                        .waitFor(5, TimeUnit.SECONDS);
            } catch (IOException e) {
                throw new UncheckedIOException("The signal could not be sent", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
