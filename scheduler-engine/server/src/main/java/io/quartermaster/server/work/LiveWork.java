package io.quartermaster.server.work;

import io.quartermaster.model.JobSpec;
import io.quartermaster.model.work.Chunk;
import io.quartermaster.model.work.ChunkTask;
import io.quartermaster.model.work.WorkOrder;
import io.quartermaster.model.work.WorkState;
import io.quartermaster.server.work.WorkTrigger.OfChunk;
import io.quartermaster.server.work.WorkTrigger.OfFinish;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run this server keeps going, and what it remembers of it that no row tells. Confined to one loop.
final class LiveWork {
    final long id;
    final WorkOrder order;
    final WorkState state;
    /// The job as routing reads it.
    final JobSpec spec;
    /// In which the record was fired, or taken over.
    final long epoch;

    /// By which link each chunk under way was sent last.
    final Map<Integer, Flight> flights = new HashMap<>();
    /// By which link each machine was asked to end its part.
    final Map<String, Flight> finishing = new HashMap<>();
    /// The rate each link was told last.
    final Map<String, Integer> rates = new HashMap<>();

    /// Who asked for its end; null while nobody did.
    @Nullable
    String endedBy;

    /// Since when it is ending.
    @Nullable
    Instant ending;

    /// Since when nobody is there who could do what is next.
    @Nullable
    Instant nobodySince;

    /// Whether the machines that could execute its chunks were noted.
    boolean opened;

    /// Items a second of all machines together, as the job says now; 0 for no limit.
    int rate;

    /// How many machines there were for it when that was looked at last.
    int machines = 1;

    /// What was last said of its progress.
    String told = "";

    @Nullable
    Instant toldAt;

    /// @param seen when the link was there last
    record Flight(String session, Instant seen) {
        Flight seen(Instant now) {
            return new Flight(session, now);
        }
    }

    LiveWork(long id, WorkOrder order, WorkState state, long epoch) {
        this.id = id;
        this.order = order;
        this.state = state;
        this.epoch = epoch;
        this.rate = order.work().rate();
        this.spec = JobSpec.blank(order.instance())
                .withName(order.jobName())
                .withTarget(order.type(), order.application(), order.target())
                .withPolicies(order.policies())
                .withWork(order.work());
    }

    /// What one machine may take of the rate, in items a second; 0 for no limit.
    int share() {
        return rate == 0 ? 0 : Math.max(1, rate / Math.max(1, machines));
    }

    OfChunk trigger(Chunk chunk) {
        return new OfChunk(id, order.owner(), chunk.number(), chunk.attempt());
    }

    OfFinish finish(String instance) {
        return new OfFinish(id, order.owner(), instance);
    }

    String handler(int stage) {
        return state.shape().handlers().get(stage);
    }

    /// Whether it is the work of a node of a topology.
    boolean isNode() {
        return !order.trigger().equals(order.record().toString());
    }

    static boolean remote(ChunkTask task) {
        return task == ChunkTask.READ || task == ChunkTask.PROCESS;
    }
}
