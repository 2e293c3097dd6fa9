package io.quartermaster.server.topology;

import io.quartermaster.model.InstanceId;
import io.quartermaster.server.link.Progress;
import io.quartermaster.store.engine.NodeProgressRows;
import io.quartermaster.store.engine.NodeProgressRows.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Gathers what handlers say of their nodes, and writes the latest line of each once a second. Adding is thread-safe,
/// storing is confined to one loop.
public final class NodeProgress {
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private final NodeProgressRows rows;
    private final InstantSource clock;
    private final Map<NodeTrigger, Line> latest = new ConcurrentHashMap<>();
    /// Confined to the storing loop.
    private @Nullable Instant stored;

    NodeProgress(NodeProgressRows rows, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void add(InstanceId reporter, Progress progress) {
        NodeTrigger.read(progress.triggerId())
                .ifPresent(node -> latest.put(
                        node,
                        new Line(
                                reporter,
                                node.run(),
                                node.node(),
                                node.pass(),
                                node.attempt(),
                                node.line(),
                                progress.line(),
                                clock.instant())));
    }

    /// Writes what has come since the last time, if that was long enough ago.
    public void store() {
        Instant now = clock.instant();
        Instant last = stored;
        if (latest.isEmpty() || (last != null && now.isBefore(last.plus(SELDOM)))) {
            return;
        }
        stored = now;
        Map<NodeTrigger, Line> lines = Map.copyOf(latest);
        rows.write(lines.values());
        lines.forEach(latest::remove);
    }
}
