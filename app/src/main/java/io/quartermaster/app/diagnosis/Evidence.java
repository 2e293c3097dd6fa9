package io.quartermaster.app.diagnosis;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerRecord;
import io.quartermaster.store.ClientRepository.Offered;
import io.quartermaster.store.ClientRepository.Session;
import io.quartermaster.store.ClusterRepository.ServerRow;
import io.quartermaster.store.Database;
import io.quartermaster.store.RecordRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the database, and the logs where they lie on this machine, tell of a failure. Immutable; made off the FX
/// thread.
///
/// @param at        the database's clock as all this was read
/// @param job       as it is now; null when it was deleted
/// @param open      the application's links that stand
/// @param ended     its latest links that ended, the newest first
/// @param offered   what the open links offer, and the newest that ended
/// @param zones     zones in which any client of the instance is
/// @param switching the row of the zone switch, null when there is none
/// @param keys      how many access keys the instance has
/// @param refusals  lines of clients that were not let in, the newest last; null when the log is not on this machine
/// @param usual     how long its latest good runs took, the shortest first
record Evidence(
        Instant at,
        InstanceId instance,
        TriggerRecord record,
        @Nullable Job job,
        List<Session> open,
        List<Session> ended,
        List<Offered> offered,
        Set<String> zones,
        @Nullable String switching,
        List<ServerRow> servers,
        int keys,
        @Nullable List<String> refusals,
        List<Duration> usual) {
    private static final int ENDED = 5;
    private static final int RUNS = 20;

    Evidence {
        open = List.copyOf(open);
        ended = List.copyOf(ended);
        offered = List.copyOf(offered);
        zones = Set.copyOf(zones);
        servers = List.copyOf(servers);
        usual = List.copyOf(usual);
    }

    static Evidence read(Workspace in, TriggerRecord record) {
        Database database = in.database();
        InstanceId instance = in.instance();
        Job job = database.jobs().find(record.job()).orElse(null);
        String application = job == null ? "" : job.spec().application();
        List<Session> all = database.clients().sessions(instance, 0);
        List<Session> open = all.stream()
                .filter(each -> each.application().equals(application))
                .toList();
        List<Session> ended = database.clients().ended(instance, application, ENDED);
        List<String> asked = new ArrayList<>(open.stream().map(Session::id).toList());
        ended.stream().limit(1).map(Session::id).forEach(asked::add);
        return new Evidence(
                database.now(),
                instance,
                record,
                job,
                open,
                ended,
                database.clients().offered(asked),
                all.stream().map(Session::zone).collect(Collectors.toSet()),
                database.config().zoneSwitch(instance).orElse(null),
                database.cluster().servers(),
                (int) database.accessKeys().list().stream()
                        .filter(key -> key.instance().equals(instance))
                        .count(),
                Refusals.read(in.logDirectory()).orElse(null),
                usual(database, instance, record));
    }

    private static List<Duration> usual(Database database, InstanceId instance, TriggerRecord record) {
        return database
                .records()
                .page(instance, new RecordRepository.Filter(record.job(), Set.of(RunStatus.SUCCEED), ""), null, RUNS)
                .stream()
                .map(TriggerRecord::duration)
                .flatMap(Optional::stream)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /// When it failed, as far as that is known.
    Instant failed() {
        Instant finished = record.finished();
        Instant fired = record.fired();
        return fired != null ? fired : finished != null ? finished : record.due();
    }

    List<ServerRow> alive() {
        return servers.stream().filter(each -> each.leaseUntil().isAfter(at)).toList();
    }
}
