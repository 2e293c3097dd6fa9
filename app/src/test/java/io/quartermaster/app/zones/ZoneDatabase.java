package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.app.platform.Environment;
import io.quartermaster.model.Actor;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.Database;
import io.quartermaster.store.DatabaseSettings;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A real database in memory with servers and clients in zones.
final class ZoneDatabase implements AutoCloseable {
    static final InstanceId INSTANCE = new InstanceId("000001");
    static final Actor ANNA = new Actor("anna", "ws-1");
    static final Actor BEN = new Actor("ben", "ws-2");

    private final Database database = Database.open(new DatabaseSettings.InMemory("zones-" + UUID.randomUUID()), 4);
    private int sessions;

    ZoneDatabase() {
        database.schema().migrate();
    }

    Database database() {
        return database;
    }

    Workspace workspace(@Nullable Path logs) {
        return new Workspace(database, INSTANCE, ANNA, Environment.PROD, logs);
    }

    ZoneDatabase server(String id, String zone, boolean alive) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert into server (server_id, epoch, host, zone, link_address, log_directory, version, started_at,
                          beat_at, lease_until_at, clock_offset_ms, running, fired)
                        values (:id, 1, :host, :zone, 'a:1', '/home/admin/logs/antscheduler', '1', 1, 1, :lease, 0, 0, 0)""")
                .bind("id", id)
                .bind("host", id + ".settle.example")
                .bind("zone", zone)
                .bind("lease", alive ? 9_000_000_000_000L : 1L)
                .execute());
        return this;
    }

    ZoneDatabase clients(String zone, String application, int count) {
        for (int i = 0; i < count; i++) {
            String session = "session-" + sessions++;
            database.run(handle -> handle.createUpdate(
                            """
                            insert into client_session (session_id, server_id, instance_id, application, address, zone,
                              host, process_id, connected_at)
                            values (:session, 's', '000001', :application, 'a:1', :zone, 'h', 1, 1)""")
                    .bind("session", session)
                    .bind("application", application)
                    .bind("zone", zone)
                    .execute());
        }
        return this;
    }

    /// One cell that is down, one that is well, one that is half there.
    ZoneDatabase threeCells() {
        return server("s1", "CellA", false)
                .server("s2", "CellB", true)
                .server("s3", "CellB", true)
                .server("s4", "CellC", true)
                .server("s5", "CellC", false)
                .clients("CellA", "settle-app", 1)
                .clients("CellB", "settle-app", 4);
    }

    /// A row as a person writes it with SQL, past every check.
    ZoneDatabase byHand(String instance, String value) {
        database.run(handle -> handle.createUpdate(
                        """
                        insert into antscheduler.config(instance_id, config_key, config_value,gmt_modify)
                        values (:instance, 'switchZone', :value, now(3))""")
                .bind("instance", instance)
                .bind("value", value)
                .execute());
        return this;
    }

    @Nullable
    String row() {
        return database.config().zoneSwitch(INSTANCE).orElse(null);
    }

    @Override
    public void close() {
        database.close();
    }
}
