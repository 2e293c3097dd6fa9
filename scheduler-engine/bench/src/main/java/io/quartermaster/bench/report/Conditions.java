package io.quartermaster.bench.report;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The machine as it is now: what a figure is worth depends on it.
public final class Conditions {
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Conditions() {}

    /// One line with the date, the machine and its load.
    public static String line(InstantSource clock, String database) {
        return String.format(
                Locale.ROOT,
                "%s; %d processors, %s %s, Java %s; MariaDB %s; load average %.2f before the run.",
                MINUTE.format(clock.instant()),
                SYSTEM.getAvailableProcessors(),
                SYSTEM.getName(),
                SYSTEM.getArch(),
                Runtime.version().feature(),
                database,
                load());
    }

    /// How many processes wanted a processor in the last minute.
    public static double load() {
        return SYSTEM.getSystemLoadAverage();
    }
}
