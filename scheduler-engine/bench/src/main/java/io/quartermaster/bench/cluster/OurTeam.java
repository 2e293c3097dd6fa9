package io.quartermaster.bench.cluster;

import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Pause;
import io.quartermaster.bench.race.Firing;
import io.quartermaster.bench.race.Team;
import io.quartermaster.bench.race.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Our servers in a race: what was executed is in the clients' journals, and who saw to it is in the ledger.
final class OurTeam implements Team {
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final BenchDatabase database;

    OurTeam(Cluster cluster, BenchDatabase database) {
        this.cluster = cluster;
        this.database = database;
    }

    @Override
    public void schedule(Workload workload, Instant first) {
        cluster.create(workload.jobNames().stream()
                .map(name -> Jobs.due(name, first, workload.times(), workload.takes()))
                .toList());
    }

    @Override
    public List<Firing> firings(Workload workload) {
        Map<String, String> servers = new HashMap<>();
        database.query(
                        cluster.schema(),
                        "select id, server_id from trigger_record where job_name like '" + workload.name()
                                + "-%' and server_id is not null")
                .forEach(row -> servers.put(row.get(0), row.get(1)));
        return cluster.executions().stream()
                .filter(execution -> execution.job().startsWith(workload.name() + "-"))
                .map(execution -> new Firing(
                        execution.job(),
                        execution.dueMillis(),
                        execution.enteredMillis(),
                        servers.getOrDefault(execution.triggerId(), "unknown")))
                .toList();
    }

    /// A firing is over when the ledger says so; until then it would be fired again after a crash.
    @Override
    public String remark(Workload workload) {
        boolean closed = Pause.until(CLOSING, () -> open(workload) == 0);
        return (closed ? "" : open(workload) + " records not closed; ") + "sent after p50/p99 " + sent(workload, 50)
                + "/" + sent(workload, 99) + " ms";
    }

    /// How late the firings left the servers, by the ledger: the rest of their lateness is the way to the handler.
    private String sent(Workload workload, int percent) {
        List<Long> late = database
                .query(
                        cluster.schema(),
                        "select fired_at - due_at from trigger_record where job_name like '" + workload.name()
                                + "-%' and fired_at is not null order by 1")
                .stream()
                .map(row -> Long.parseLong(row.getFirst()))
                .toList();
        return late.isEmpty() ? "-" : String.valueOf(late.get((late.size() - 1) * percent / 100));
    }

    private long open(Workload workload) {
        return Long.parseLong(database.query(
                        cluster.schema(),
                        "select count(*) from trigger_record where job_name like '" + workload.name()
                                + "-%' and status <> 'SUCCEED'")
                .getFirst()
                .getFirst());
    }

    @Override
    public void close() {
        cluster.close();
    }
}
