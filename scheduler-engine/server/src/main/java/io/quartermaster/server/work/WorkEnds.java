package io.quartermaster.server.work;

import io.quartermaster.model.JobType;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.WorkOrder;
import io.quartermaster.server.firing.Topologies;
import io.quartermaster.server.firing.WriteLedger;
import io.quartermaster.server.link.Progress;
import io.quartermaster.server.link.Report;
import io.quartermaster.server.log.LogBook;
import io.quartermaster.store.engine.Closing;
import io.quartermaster.store.engine.WorkRows;
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
    private final LogBook book;
    private final InstantSource clock;
    private volatile @Nullable Topologies topologies;

    WorkEnds(WriteLedger ledger, LogBook book, InstantSource clock) {
        this.ledger = ledger;
        this.book = book;
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

    /// One that failed for what its rows hold, or were to hold.
    void spoiled(WorkOrder order, long epoch, String why, RuntimeException cause) {
        book.error("work", "the work of trigger " + order.trigger() + ": " + why, "the run fails", cause);
        end(order, RunStatus.FAILED, null, why, order.params(), epoch);
    }

    /// One whose rows were spoiled by hand: nothing is known of it but whose it is.
    void unreadable(WorkRows.Unreadable run) {
        String why = "its work cannot be read: " + run.why();
        book.error("work", "run " + run.id() + " of record " + run.record() + ": " + why, "it fails", null);
        if (run.trigger().equals(run.record().toString())) {
            fail(run.record(), run.epoch(), why);
        }
    }

    /// A firing whose work could not begin.
    void fail(RecordId record, long epoch, String why) {
        ledger.end(new Closing.Decided(record, epoch, RunStatus.FAILED, null, why, clock.instant()));
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
