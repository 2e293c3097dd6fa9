package io.quartermaster.bench.race;

import java.time.Instant;
import java.util.List;

/// A contender's running processes.
public interface Team extends AutoCloseable {
    /// Has the jobs stored; the first instant is far enough away for that.
    void schedule(Workload workload, Instant first);

    /// What was fired so far of the workload.
    List<Firing> firings(Workload workload);

    /// What else is to be said of the workload when it is over; empty if nothing.
    String remark(Workload workload);

    @Override
    void close();
}
