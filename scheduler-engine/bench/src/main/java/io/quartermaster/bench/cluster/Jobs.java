package io.quartermaster.bench.cluster;

import io.quartermaster.bench.journal.JournalClient;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Trigger;
import io.quartermaster.model.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/// Jobs for [JournalClient]s.
public final class Jobs {
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private Jobs() {}

    /// Due so many times from that instant on, a second apart.
    public static JobSpec due(String name, Instant first, int times, Duration takes) {
        JobSpec spec = spec(name, takes);
        return times == 1
                ? spec.withTrigger(new Trigger.OneTime(first, UTC))
                : spec.withTrigger(new Trigger.FixedRate(first, SECOND, UTC))
                        .withWindow(new Window(first, first.plusSeconds(times)));
    }

    /// Due every second from that instant on.
    public static JobSpec everySecond(String name, Instant first) {
        return spec(name, Duration.ZERO).withTrigger(new Trigger.FixedRate(first, SECOND, UTC));
    }

    /// Due by a cron expression.
    public static JobSpec cron(String name, String expression) {
        return spec(name, Duration.ZERO).withTrigger(new Trigger.Cron(expression, UTC));
    }

    private static JobSpec spec(String name, Duration takes) {
        Param millis = new Param(JournalClient.MILLIS, Param.Type.INT, String.valueOf(takes.toMillis()));
        return JobSpec.blank(Cluster.INSTANCE)
                .withName(name)
                .withTarget(JobType.SIMPLE, Cluster.APPLICATION, JournalClient.HANDLER)
                .withParams(List.of(millis));
    }
}
