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

    /// What is wrong with a job's handlers, null when nothing is or nobody is there who could know.
    Problem.@Nullable Kind flaw(Job job) {
        JobType type = job.spec().type();
        if (clients == 0 || (type != JobType.SIMPLE && type != JobType.CLUSTER)) {
            return null;
        }
        List<String> needed = job.spec().work().handlers(type, job.spec().target());
        Problem.Kind worst = null;
        for (int i = 0; i < needed.size(); i++) {
            List<HandlerKind> offered = kinds(job.spec().application(), needed.get(i));
            if (offered.isEmpty()) {
                return Problem.Kind.HANDLER_MISSING;
            }
            if (!offered.contains(HandlerKind.needed(type, i, needed.size()))) {
                worst = Problem.Kind.HANDLER_KIND;
            }
        }
        return worst;
    }

    private List<HandlerKind> kinds(String application, String handler) {
        return handlers.stream()
                .filter(each -> each.application().equals(application))
                .filter(each -> each.handler().equals(handler))
                .map(OfferedHandler::kind)
                .toList();
    }
}
