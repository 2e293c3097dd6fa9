package io.quartermaster.server.work;

import io.quartermaster.model.Job;
import io.quartermaster.model.JobSpec;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.Routing;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.model.ZoneScope;
import io.quartermaster.model.work.WorkOrder;
import io.quartermaster.server.firing.Clients;
import io.quartermaster.server.firing.SendMessages;
import io.quartermaster.server.firing.Zones;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What is to be done when a job whose work is cut up falls due. Thread-safe.
final class CutUp {
    private final Clients clients;
    private final Zones zones;

    CutUp(Clients clients, Zones zones) {
        this.clients = clients;
        this.zones = zones;
    }

    /// Of a firing.
    ///
    /// @param zone where it is to be done; several with commas between them
    WorkOrder order(TriggerRecord record, String zone, Job job, Instant fired) {
        return WorkOrder.of(
                job,
                record.id().toString(),
                record.id(),
                job.id(),
                record.jobName(),
                record.trace().value(),
                zones(job.spec(), zone),
                SendMessages.params(job),
                record.due(),
                fired);
    }

    /// Of a topology's node.
    ///
    /// @param run the topology's record
    /// @param owner the topology's job is its owner
    WorkOrder order(
            TriggerRecord run,
            String trigger,
            String name,
            Job job,
            String zone,
            Map<String, Object> params,
            Instant now) {
        RecordId record = run.id();
        return WorkOrder.of(
                job,
                trigger,
                record,
                run.job(),
                name,
                run.trace().value(),
                zones(job.spec(), zone),
                params,
                run.due(),
                now);
    }

    /// What was drawn when it was fired; of a node that is for each zone, all that have somebody for it.
    private List<String> zones(JobSpec job, String drawn) {
        if (job.zones() instanceof ZoneScope.Each && !drawn.contains(",")) {
            Routing.Ask first = Routing.Ask.first(job);
            List<String> there = Routing.zones(
                    job, first, clients.candidates(job.instance(), first.handler()), zones.zoneSwitch(job.instance()));
            return there.isEmpty() ? List.of(drawn) : there;
        }
        return List.of(drawn.split(","));
    }
}
