package io.quartermaster.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A window in a process of its own, and the figures it printed as lines `name=number`. On the display if there is one,
/// else on JavaFX's headless platform. Immutable.
public record WindowProcess(String output) {
    /// Runs a main class to its end, two minutes at most.
    ///
    /// @param options of the virtual machine, besides those every window gets
    public static WindowProcess run(String mainClass, List<String> options, String... args)
            throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("quartermaster-bench");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dquartermaster.home=" + home,
                "-Dquartermaster.first-frame=exit"));
        if (System.getenv("DISPLAY") == null) {
            command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(args));
        Path log = home.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new WindowProcess(Files.readString(log));
    }

    /// @throws IllegalStateException when it was not printed
    public double figure(String name) {
        Matcher found =
                Pattern.compile("(?m)^" + Pattern.quote(name) + "=([0-9.]+)$").matcher(output);
        if (!found.find()) {
            throw new IllegalStateException("No " + name + " in:\n" + output);
        }
        return Double.parseDouble(found.group(1));
    }
}
