package io.quartermaster.app.topologies;

import io.quartermaster.model.HandlerKind;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobType;
import io.quartermaster.model.topology.Problem;
import io.quartermaster.store.ClusterRepository.ClientsInZone;
import io.quartermaster.store.ClusterRepository.OfferedHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the clients that are connected can run. Immutable.
record Offers(List<OfferedHandler> handlers, int clients) {
    /// Nobody was asked yet.
    static final Offers UNKNOWN = new Offers(List.of(), 0);

    Offers {
        handlers = List.copyOf(handlers);
    }

    static Offers of(List<OfferedHandler> handlers, List<ClientsInZone> clients) {
        return new Offers(
                handlers, clients.stream().mapToInt(ClientsInZone::clients).sum());
    }

    /// What is wrong with a job's handler, null when nothing is or nobody is there who could know.
    Problem.@Nullable Kind flaw(Job job) {
        if (clients == 0 || job.spec().type() != JobType.SIMPLE) {
            return null;
        }
        List<HandlerKind> offered = handlers.stream()
                .filter(each -> each.application().equals(job.spec().application()))
                .filter(each -> each.handler().equals(job.spec().target()))
                .map(OfferedHandler::kind)
                .toList();
        if (offered.isEmpty()) {
            return Problem.Kind.HANDLER_MISSING;
        }
        return offered.contains(HandlerKind.SIMPLE) ? null : Problem.Kind.HANDLER_KIND;
    }
}
