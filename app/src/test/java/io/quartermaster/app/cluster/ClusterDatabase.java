package io.quartermaster.app.cluster;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.engine.DrainRows;
import io.quartermaster.store.engine.Fence;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A real database in memory, written as servers would.
final class ClusterDatabase implements AutoCloseable {
    static final InstanceId INSTANCE = new InstanceId("000001");
    private static final Duration FOR_LONG = Duration.ofDays(1);

    private final Database database = Database.open(new DatabaseSettings.InMemory("cluster-" + UUID.randomUUID()), 4);
    private int slots;
    private int jobs;

    ClusterDatabase() {
        database.schema().migrate();
    }

    Database database() {
        return database;
    }

    Workspace workspace() {
        return workspace(Environment.PROD);
    }

    Workspace workspace(Environment environment) {
        return new Workspace(database, INSTANCE, new Actor("anna", "ws-1"), environment, null);
    }

    /// A living server with a tenure.
    ClusterDatabase server(String id, String zone) {
        Instant now = database.now();
        long epoch = tenure(id, now.minus(Duration.ofHours(3)), null, null);
        database.run(handle -> handle.execute(
                """
                insert into server (server_id, epoch, host, zone, link_address, log_directory, version, started_at,
                  beat_at, lease_until_at, clock_offset_ms, running, fired)
                values (?, ?, ?, ?, '10.0.3.17:9001', '/home/admin/logs/antscheduler', '1.0.0', ?, ?, ?, 3, 12, 104233)""",
                id,
                epoch,
                id + ".settle.example",
                zone,
                now.minus(Duration.ofHours(3)).toEpochMilli(),
                now.toEpochMilli() - 400,
                now.plus(FOR_LONG).toEpochMilli()));
        return this;
    }

    ClusterDatabase set(String server, String column, long value) {
        database.run(
                handle -> handle.execute("update server set " + column + " = ? where server_id = ?", value, server));
        return this;
    }

    /// Its lease ended that long ago.
    ClusterDatabase gone(String server, Duration since) {
        return set(server, "lease_until_at", database.now().minus(since).toEpochMilli());
    }

    ClusterDatabase leads(String cluster, String server) {
        database.run(handle -> handle.execute(
                "insert into leadership (cluster, server_id, epoch, lease_until_at) values (?, ?, 1, ?)",
                cluster,
                server,
                database.now().plus(FOR_LONG).toEpochMilli()));
        return this;
    }

    /// Gives a server that many of the slots that are left, and a job in the first of them with `load` firings an hour.
    ClusterDatabase slots(String server, int count, double load) {
        database.run(handle -> {
            long epoch = handle.createQuery("select epoch from server where server_id = :id")
                    .bind("id", server)
                    .mapTo(Long.class)
                    .one();
            for (int i = slots; i < slots + count; i++) {
                handle.execute("insert into slot (slot, home, owner_epoch, revision) values (?, '', ?, 1)", i, epoch);
            }
            handle.execute(
                    "insert into job_schedule (job_id, job_version, slot, load_per_hour, owner_epoch) values (?, 1, ?, ?, 1)",
                    ++jobs,
                    slots,
                    load);
        });
        slots += count;
        return this;
    }

    /// The server takes on the wish that it drain.
    ClusterDatabase drains(String server, Actor actor, String reason) {
        ServerCommand asked = ask(server, ServerCommand.Kind.DRAIN, actor, reason);
        answer(asked);
        return this;
    }

    ServerCommand ask(String server, ServerCommand.Kind kind, Actor actor, @Nullable String reason) {
        return database.serverCommands().ask(server, kind, UUID.randomUUID().toString(), INSTANCE, actor, reason);
    }

    /// What a living server does with all that it was asked.
    void answerAll() {
        database.serverCommands().latest().stream()
                .filter(command -> command.state() == Command.State.NEW)
                .forEach(this::answer);
    }

    private void answer(ServerCommand asked) {
        long epoch = database.call(handle -> handle.createQuery("select epoch from server where server_id = :id")
                .bind("id", asked.server())
                .mapTo(Long.class)
                .one());
        new DrainRows(database).answer(new Fence(asked.server(), epoch), asked, false);
    }

    long tenure(String server, Instant started, @Nullable Instant ended, @Nullable String reason) {
        return database.call(handle -> handle.createUpdate(
                        "insert into tenure (server_id, started_at, ended_at, end_reason) values (:id, :from, :to, :why)")
                .bind("id", server)
                .bind("from", started.toEpochMilli())
                .bind("to", ended == null ? null : ended.toEpochMilli())
                .bind("why", reason)
                .executeAndReturnGeneratedKeys("epoch")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        database.close();
    }
}
