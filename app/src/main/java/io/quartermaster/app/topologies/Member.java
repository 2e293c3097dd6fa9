package io.quartermaster.app.topologies;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobId;
import io.quartermaster.model.JobType;
import io.quartermaster.model.Policies;
import io.quartermaster.model.topology.Part;
import io.quartermaster.model.topology.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job as the palette offers it. Immutable.
///
/// @param why it cannot be in the topology, null when it can
record Member(Job job, Problem.@Nullable Kind why) {
    /// What DOMAIN §3 says of members.
    static Member of(Job job, JobId topology) {
        return new Member(job, why(job, topology));
    }

    private static Problem.@Nullable Kind why(Job job, JobId topology) {
        if (job.id().equals(topology)) {
            return Problem.Kind.RECURSION;
        }
        if (job.spec().type() == JobType.MESSAGE) {
            return Problem.Kind.MEMBER_TYPE;
        }
        if (job.spec().trigger().timed()) {
            return Problem.Kind.MEMBER_TRIGGER;
        }
        return job.spec().policies().communication() == Policies.Communication.ONEWAY
                ? Problem.Kind.MEMBER_ONEWAY
                : null;
    }

    boolean fits() {
        return why == null;
    }

    String name() {
        return job.spec().name();
    }

    Part.Work part() {
        return job.spec().type() == JobType.TOPOLOGY
                ? new Part.Nested(job.id(), List.of(), List.of())
                : new Part.Task(job.id(), List.of(), List.of());
    }
}
