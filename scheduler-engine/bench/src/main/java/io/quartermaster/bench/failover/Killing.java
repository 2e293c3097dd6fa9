package io.quartermaster.bench.failover;

import io.quartermaster.bench.cluster.Cluster;
import io.quartermaster.bench.cluster.ServerProcess;
import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.journal.Execution;
import io.quartermaster.bench.process.Pause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Kills one server after another. What counts is what the clients wrote down: the executions whose due time lies after
/// the kill, so that no dispatch of the dead server is taken for one of its successor. Confined to one thread.
final class Killing {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration RECENT = Duration.ofSeconds(4);
    private static final int SECOND = 1000;

    private final Cluster cluster;
    private final BenchDatabase database;
    private final InstantSource clock;
    private final Random random;
    private int turn;

    Killing(Cluster cluster, BenchDatabase database, InstantSource clock, Random random) {
        this.cluster = cluster;
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /// @param jobs how many the killed server had
    /// @param firstMillis until the first of them was fired again
    /// @param allMillis until the last of them was
    record Gap(String server, int jobs, long firstMillis, long allMillis) {}

    Gap next() {
        ServerProcess victim = victim();
        Pause.of(Duration.ofMillis(random.nextInt(SECOND)));
        Set<String> owned = owned(victim);
        long killed = clock.millis();
        victim.process().kill();
        Map<String, Long> again = new HashMap<>();
        boolean all = Pause.until(PATIENCE, () -> {
            again.putAll(firstAfter(killed, owned));
            return again.size() == owned.size();
        });
        if (!all) {
            throw new IllegalStateException("A minute after " + victim.id() + " was killed, only " + again.size()
                    + " of its " + owned.size() + " jobs were fired again");
        }
        victim.startAgain();
        Collection<Long> entered = again.values();
        return new Gap(
                victim.id(),
                owned.size(),
                entered.stream().mapToLong(Long::longValue).min().orElseThrow() - killed,
                entered.stream().mapToLong(Long::longValue).max().orElseThrow() - killed);
    }

    /// The next in turn that has jobs; where one server does all the work, that one.
    private ServerProcess victim() {
        List<ServerProcess> servers = cluster.servers();
        ServerProcess wanted = servers.get(turn++ % servers.size());
        if (Pause.until(PATIENCE.dividedBy(4), () -> !owned(wanted).isEmpty())) {
            return wanted;
        }
        return servers.stream()
                .filter(server -> !owned(server).isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No server fires anything"));
    }

    /// The jobs whose newest firing is this server's.
    private Set<String> owned(ServerProcess server) {
        Map<String, String> newest = new HashMap<>();
        database.query(
                        cluster.schema(),
                        "select job_name, server_id from trigger_record where server_id is not null and fired_at > "
                                + (clock.millis() - RECENT.toMillis()) + " order by due_at")
                .forEach(row -> newest.put(row.get(0), row.get(1)));
        return newest.entrySet().stream()
                .filter(entry -> entry.getValue().equals(server.id()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<String, Long> firstAfter(long killed, Set<String> owned) {
        return cluster.executions().stream()
                .filter(execution -> execution.dueMillis() > killed && owned.contains(execution.job()))
                .collect(Collectors.toMap(Execution::job, Execution::enteredMillis, Math::min));
    }
}
