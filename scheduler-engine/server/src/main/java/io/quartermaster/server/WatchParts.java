package io.quartermaster.server;

import io.quartermaster.server.loop.Loop;
import io.quartermaster.server.watching.Health;
import io.quartermaster.server.watching.HttpPort;
import io.quartermaster.server.watching.Meters;
import io.quartermaster.server.watching.Monitor;
import io.quartermaster.server.watching.PurgeHistory;
import io.quartermaster.server.watching.Vitals;
import io.quartermaster.server.watching.WatchSettings;
import io.quartermaster.server.watching.Watchdog;
import io.quartermaster.store.Database;
import io.quartermaster.store.engine.Overlooked;
import io.quartermaster.store.engine.Retention;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The parts by which a server watches itself, put together once.
final class WatchParts {
    /// A loop that says nothing for so long hangs: whatever a step waits for fails much earlier.
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration LISTED_FOR = Duration.ofSeconds(2);

    final WatchSettings settings;
    final Monitor monitor;
    final Watchdog watchdog;
    final PurgeHistory purge;

    private final ServerParts parts;
    private @Nullable HttpPort http;
    private @Nullable Meters meters;
    private final SchedulerSettings server;
    // Both are guarded by this.
    private @Nullable List<String> listed;
    private long listedNanos;

    WatchParts(ServerParts parts, Database database, SchedulerSettings server) {
        this.parts = parts;
        this.server = server;
        settings = server.watching();
        monitor = new Monitor(this::vitals, parts.log);
        watchdog = new Watchdog(
                new Overlooked(database),
                server.serverId(),
                () -> leads() || nobodyLeads(),
                parts.clock,
                settings.patience(),
                parts.log);
        purge = new PurgeHistory(
                new Retention(database), server.serverId(), this::leads, parts.clock, settings, parts.log);
    }

    /// Takes the port, if there is to be one: what keeps a server from starting should do so at once.
    void bind() {
        WatchSettings.HttpAddress address = settings.http();
        if (address != null) {
            http = HttpPort.bind(address, parts.log);
        }
    }

    OptionalInt port() {
        HttpPort port = http;
        return port == null ? OptionalInt.empty() : OptionalInt.of(port.port());
    }

    /// Answers probes from now on.
    void serve(List<Loop> loops) {
        HttpPort port = http;
        if (port == null) {
            return;
        }
        Meters figures = new Meters(this::vitals, watchdog::found);
        meters = figures;
        parts.figures.onFired(figures::late);
        Supplier<List<String>> silent = () -> loops.stream()
                .filter(loop -> !loop.goesOn(SILENCE))
                .map(Loop::name)
                .toList();
        port.serve(new Health(this::vitals, silent, watchdog::found), figures, this::servers);
        parts.log.started("answers /health, /ready, /metrics and /servers on port " + port.port());
    }

    /// What a client's registry reads: where to link to, and the zone. A thousand clients ask it every few seconds, and
    /// the database is asked for them once.
    private synchronized List<String> servers() {
        long now = System.nanoTime();
        if (listed == null || now - listedNanos > LISTED_FOR.toNanos()) {
            listed = list();
            listedNanos = now;
        }
        return listed;
    }

    private List<String> list() {
        return parts.membership.links().stream()
                .map(link -> link.address() + " " + link.zone())
                .toList();
    }

    /// Answers nobody any more, and goes on with no purge.
    void close() {
        purge.stop();
        HttpPort port = http;
        if (port != null) {
            port.close();
        }
        Meters figures = meters;
        if (figures != null) {
            figures.close();
        }
    }

    Vitals vitals() {
        boolean member = parts.keeper.tenure().isPresent();
        return new Vitals(
                server.serverId(),
                new Vitals.Counts(
                        parts.figures.firedCount(),
                        parts.figures.lateCount(),
                        parts.figures.skippedCount(),
                        parts.figures.failedCount()),
                new Vitals.Depths(
                        parts.armed.size(),
                        parts.running.size(),
                        parts.ledger.waiting(),
                        parts.story.waiting(),
                        parts.armed.oldest().orElse(null)),
                new Vitals.Base(
                        parts.keeper.roundTrip(),
                        parts.clock.instant(),
                        parts.clock.offset(),
                        parts.leads.clockOff(),
                        server.cadence().clockLimit()),
                new Vitals.Standing(
                        member,
                        parts.look.led(),
                        leads(),
                        parts.look.draining(),
                        member ? parts.tend.owned().size() : 0,
                        parts.clients.sessions().size()));
    }

    private boolean leads() {
        return parts.leads.lead(parts.spread.ownLead()).isPresent();
    }

    private boolean nobodyLeads() {
        return parts.keeper.tenure().isPresent() && !parts.look.led();
    }
}
