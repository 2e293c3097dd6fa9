package io.quartermaster.app.topologies;

import io.quartermaster.model.JobId;
import io.quartermaster.model.topology.Topology;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What only the jobs, the clients and the other topologies tell of a drawing. Immutable.
///
/// @param self   the job that the topology is of
/// @param within the published definitions of all topologies within, however deep; blank for one that has none
record Known(JobId self, Map<JobId, Member> members, Offers offers, Map<JobId, Topology> within) {
    Known {
        members = Map.copyOf(members);
        within = Map.copyOf(within);
    }

    static Known nothing(JobId self) {
        return new Known(self, Map.of(), Offers.UNKNOWN, Map.of());
    }

    static Known of(JobId self, List<Member> members, Offers offers, Map<JobId, Topology> within) {
        return new Known(
                self,
                members.stream()
                        .collect(Collectors.toMap(
                                member -> member.job().id(), Function.identity(), (one, other) -> one)),
                offers,
                within);
    }

    /// How a job is called.
    String name(JobId job) {
        Member member = members.get(job);
        return member == null ? "#" + job.value() : member.name();
    }
}
