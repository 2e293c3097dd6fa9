package io.quartermaster.server.watching;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quartermaster.store.engine.Overlooked;
import io.quartermaster.store.engine.Overlooked.Found;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// A server's figures as Prometheus reads them. Thread-safe.
public final class Meters implements AutoCloseable {
    private static final Duration[] LATENESS = Stream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final Timer lateness;
    private final Supplier<Vitals> vitals;

    public Meters(Supplier<Vitals> vitals, Supplier<List<Found>> overlooked) {
        this.vitals = vitals;
        lateness = Timer.builder("quartermaster.lateness")
                .description("How long after their due time firings were sent")
                .serviceLevelObjectives(LATENESS)
                .register(registry);
        counts();
        gauges();
        for (Overlooked.Kind kind : Overlooked.Kind.values()) {
            Gauge.builder("quartermaster.overlooked", () -> count(overlooked.get(), kind))
                    .description("What is due and nobody does, as the leader sees it")
                    .tag("kind", kind.name().toLowerCase(java.util.Locale.ROOT))
                    .register(registry);
        }
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collector.bindTo(registry);
    }

    private void counts() {
        count("fired", "Firings that were sent", now -> now.counts().fired());
        count("late", "Firings sent more than a second after their due time", now -> now.counts()
                .late());
        count("skipped", "Due times that were let pass, by a policy or mutual exclusion", now -> now.counts()
                .skipped());
        count("failed", "Runs that failed or timed out, or could not be sent", now -> now.counts()
                .failed());
    }

    private void gauges() {
        gauge("armed", "Due times about to be fired", now -> now.depths().armed());
        gauge("running", "Runs that have not ended", now -> now.depths().running());
        gauge("ledger.queue", "Ledger entries that wait to be stored", now -> now.depths()
                .ledger());
        gauge("story.queue", "Events of records that wait to be stored", now -> now.depths()
                .story());
        gauge(
                "database.round.trip.seconds",
                "The database's answer to the latest beat",
                now -> seconds(now.base().roundTrip()));
        gauge(
                "clock.offset.seconds",
                "How far the database's clock is ahead of the machine's",
                now -> seconds(now.base().clockOffset()));
        gauge("slots", "Slots whose jobs this server fires", now -> now.standing()
                .slots());
        gauge(
                "member",
                "1 while it is a member of the cluster",
                now -> now.standing().member() ? 1 : 0);
        gauge("leader", "1 while it leads the cluster", now -> now.standing().leads() ? 1 : 0);
        gauge("sessions", "Clients linked to this server", now -> now.standing().clients());
    }

    /// A firing was sent so long after its due time.
    public void late(Duration by) {
        lateness.record(by);
    }

    /// In the text format 0.0.4.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }

    private void count(String name, String what, ToDoubleFunction<Vitals> value) {
        FunctionCounter.builder("quartermaster." + name, vitals, from -> value.applyAsDouble(from.get()))
                .description(what)
                .register(registry);
    }

    private void gauge(String name, String what, ToDoubleFunction<Vitals> value) {
        Gauge.builder("quartermaster." + name, () -> value.applyAsDouble(vitals.get()))
                .description(what)
                .register(registry);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static double count(List<Found> found, Overlooked.Kind kind) {
        return found.stream()
                .filter(one -> one.kind() == kind)
                .mapToInt(Found::count)
                .sum();
    }
}
