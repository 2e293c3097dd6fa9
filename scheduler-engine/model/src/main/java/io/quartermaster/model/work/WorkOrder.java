package io.quartermaster.model.work;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.WorkPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be done by a run: its job as it was when the run began, so that an edit meanwhile changes nothing but the
/// rate, and where it came from. Immutable.
///
/// @param trigger the record's id, or that of the node's attempt
/// @param owner the job whose slot the run belongs to: the job itself, or the topology
/// @param zones where it is to be done
/// @param params what it is given
/// @param deadline until when it may take; null for as long as it likes
public record WorkOrder(
        String trigger,
        RecordId record,
        JobId owner,
        JobId job,
        InstanceId instance,
        String jobName,
        String trace,
        JobType type,
        String application,
        String target,
        WorkPlan work,
        Policies policies,
        List<String> zones,
        Map<String, Object> params,
        Instant due,
        Instant fired,
        @Nullable Instant deadline) {
    public WorkOrder {
        zones = List.copyOf(zones);
        params = Map.copyOf(params);
    }

    /// The whole work of `job`.
    public static WorkOrder of(
            Job job,
            String trigger,
            RecordId record,
            JobId owner,
            String jobName,
            String trace,
            List<String> zones,
            Map<String, Object> params,
            Instant due,
            Instant fired) {
        JobSpec spec = job.spec();
        Duration timeout = spec.policies().timeout();
        return new WorkOrder(
                trigger,
                record,
                owner,
                job.id(),
                spec.instance(),
                jobName,
                trace,
                spec.type(),
                spec.application(),
                spec.target(),
                spec.work(),
                spec.policies(),
                zones,
                params,
                due,
                fired,
                timeout.isZero() ? null : fired.plus(timeout));
    }

    public WorkShape shape() {
        return WorkShape.of(type, target, work, policies);
    }
}
