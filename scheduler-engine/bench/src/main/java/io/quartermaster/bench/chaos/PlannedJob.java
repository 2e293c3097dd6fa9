package io.quartermaster.bench.chaos;

import io.quartermaster.bench.journal.JournalClient;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Param;
import io.quartermaster.model.Policies;
import io.quartermaster.model.Window;
import io.quartermaster.model.ZoneScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One job of a run. Immutable.
///
/// @param millis how long its handler takes
/// @param fails whether its handler then says that it failed
record PlannedJob(String name, Timing timing, Policies policies, int millis, boolean fails) {
    static final InstanceId INSTANCE = new InstanceId("chaos");
    static final String APPLICATION = "chaos";

    /// The job as an operator writes it, so that it falls due from `start` (inclusive) to `end` (exclusive) only.
    JobSpec spec(Instant start, Instant end) {
        List<Param> params = new ArrayList<>();
        params.add(new Param(JournalClient.MILLIS, Param.Type.INT, String.valueOf(millis)));
        if (fails) {
            params.add(new Param(JournalClient.FAILS, Param.Type.BOOLEAN, "true"));
        }
        return new JobSpec(
                INSTANCE,
                name,
                "",
                "",
                JobType.SIMPLE,
                APPLICATION,
                JournalClient.HANDLER,
                timing.trigger(start),
                new Window(start, end),
                new ZoneScope.Shared(),
                policies,
                params,
                null,
                null);
    }
}
