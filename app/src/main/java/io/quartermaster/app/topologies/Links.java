package io.quartermaster.app.topologies;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.TopologyVersion;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where the topologies lead to, and what is there for them besides the database. An action that leads nowhere is not
/// there. Immutable.
///
/// @param runs    shows the runs of a topology
/// @param run     asks for values and begins a run
/// @param debug   opens a version in the debugger
/// @param samples puts topologies into an engine that has none
/// @param drafts  the directory where drafts are kept until they are saved
public record Links(
        @Nullable Consumer<JobId> runs,
        @Nullable Consumer<JobId> run,
        @Nullable BiConsumer<Job, TopologyVersion> debug,
        @Nullable Samples samples,
        @Nullable Path drafts) {
    public static final Links NONE = new Links(null, null, null, null, null);

    public Links withRuns(Consumer<JobId> to) {
        return new Links(to, run, debug, samples, drafts);
    }

    public Links withRun(Consumer<JobId> to) {
        return new Links(runs, to, debug, samples, drafts);
    }

    public Links withDebug(BiConsumer<Job, TopologyVersion> to) {
        return new Links(runs, run, to, samples, drafts);
    }

    public Links withSamples(Samples from) {
        return new Links(runs, run, debug, from, drafts);
    }

    public Links withDrafts(Path in) {
        return new Links(runs, run, debug, samples, in);
    }
}
