package io.quartermaster.bench.rivals;

import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.process.Child;
import io.quartermaster.bench.race.Firing;
import io.quartermaster.bench.race.Ground;
import io.quartermaster.bench.race.Team;
import io.quartermaster.bench.race.Workload;
import io.quartermaster.store.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;

/// What the rivals' teams share: nodes that write a row per firing. Confined to one thread.
abstract class RivalTeam implements Team {
    /// What a node prints when it has started.
    static final String READY = "node is ready";

    final BenchDatabase database;
    final String schema;
    private final List<Child> nodes = new ArrayList<>();

    RivalTeam(BenchDatabase database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /// Libraries log to standard error, and only what is wrong.
    static void quiet() {
        System.setProperty("logback.configurationFile", "io/quartermaster/server/logback-console.xml");
    }

    void start(Ground ground, String kind, Class<?> main, List<String> more) {
        DatabaseSettings.MySql near = database.settings(schema);
        int port = database.portAt(ground.roundTrip());
        String url = new DatabaseSettings.MySql(near.host(), port, schema, near.user(), "", near.tls()).jdbcUrl();
        for (int i = 1; i <= ground.nodes(); i++) {
            String node = kind + i;
            List<String> arguments = new ArrayList<>(NodeOptions.arguments(url, near.user(), node, ground.threads()));
            arguments.addAll(more);
            nodes.add(Child.start(node, ground.directory(), Ground.HEAP, Child.PLAIN, main.getName(), arguments));
        }
        nodes.forEach(node -> node.awaitLines(READY, 1));
    }

    @Override
    public List<Firing> firings(Workload workload) {
        return database
                .query(
                        schema,
                        "select job, due_at, entered_at, node from fired where job like '" + workload.name() + "-%'")
                .stream()
                .map(row -> new Firing(row.get(0), Long.parseLong(row.get(1)), Long.parseLong(row.get(2)), row.get(3)))
                .toList();
    }

    @Override
    public void close() {
        nodes.forEach(Child::close);
    }
}
