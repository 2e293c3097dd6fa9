package io.quartermaster.server.work;

import io.quartermaster.model.JobType;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.WorkOrder;
import io.quartermaster.server.firing.Topologies;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.WorkRows.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tells whoever wanted a run that it ended: its record, or the topology whose node it is. Again changes nothing.
/// Thread-safe.
final class WorkEnds {
    private final WriteLedger ledger;
    private final InstantSource clock;
    private volatile @Nullable Topologies topologies;

    WorkEnds(WriteLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Whose nodes the others are.
    void attach(Topologies whose) {
        topologies = whose;
    }

    /// How far a run is.
    void progress(LiveWork run, String line) {
        Topologies whose = topologies;
        if (!run.isNode()) {
            ledger.progress(run.order.record(), line);
        } else if (whose != null) {
            TraceId trace = new TraceId(run.order.trace());
            whose.progressed(
                    run.order.instance(), new Progress(run.order.trigger(), trace, line, clock.instant(), null, null));
        }
    }

    void end(LiveWork run) {
        String error = run.endedBy != null && run.state.status() == RunStatus.CANCEL
                ? "cancelled by " + run.endedBy
                : run.state.error();
        end(run.order, run.state.status(), result(run), error, run.state.params(), run.epoch);
    }

    /// One that ended before, and of which nobody may have heard.
    void again(Stored run, long epoch) {
        end(run.order(), run.status(), null, run.error(), run.params(), epoch);
    }

    private void end(
            WorkOrder order,
            RunStatus status,
            @Nullable String result,
            @Nullable String error,
            Map<String, Object> params,
            long epoch) {
        Instant now = clock.instant();
        if (order.trigger().equals(order.record().toString())) {
            ledger.end(new Closing.Decided(order.record(), epoch, status, result, error, now));
            return;
        }
        Map<String, Object> put = new HashMap<>(params);
        put.entrySet().removeIf(each -> Objects.equals(order.params().get(each.getKey()), each.getValue()));
        boolean well = status == RunStatus.SUCCEED;
        Topologies whose = topologies;
        if (whose == null) {
            return;
        }
        whose.reported(
                order.instance(),
                new Report(
                        order.trigger(),
                        new TraceId(order.trace()),
                        well,
                        well ? result : error == null ? status.name() : error,
                        put,
                        order.fired(),
                        false,
                        order.fired(),
                        now));
    }

    private static @Nullable String result(LiveWork run) {
        if (run.state.status() != RunStatus.SUCCEED) {
            return null;
        }
        if (run.order.type() != JobType.CLUSTER) {
            String only = run.state.message();
            return only != null ? only : run.state.count() + " pieces";
        }
        Chunk.Tally items = run.state.items();
        return run.state.count() + " chunks, " + items.written() + " items";
    }
}
