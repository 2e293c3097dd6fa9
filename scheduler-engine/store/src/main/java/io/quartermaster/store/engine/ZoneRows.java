package io.quartermaster.store.engine;

import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// What the tables say of zones. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class ZoneRows {
    private final Database database;

    public ZoneRows(Database database) {
        this.database = database;
    }

    /// Where work can be done and how it is moved, read together.
    ///
    /// @param switches the switchZone rows as they stand, by instance, well-formed or not
    /// @param clients the zones of each instance's connected clients
    /// @param servers the zones of the living servers
    public record Zones(Map<String, String> switches, Map<String, List<String>> clients, List<String> servers) {
        /// Before anything was read.
        public static final Zones NONE = new Zones(Map.of(), Map.of(), List.of());

        public Zones {
            switches = Map.copyOf(switches);
            clients = Map.copyOf(clients);
            servers = List.copyOf(servers);
        }
    }

    public Zones read() {
        return database.call(handle -> {
            Map<String, String> switches = new HashMap<>();
            handle.createQuery("select instance_id, config_value from config where config_key = :key")
                    .bind("key", ZoneSwitch.CONFIG_KEY)
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(row -> switches.put(row.getKey(), row.getValue()));
            return new Zones(switches, clients(handle), servers(handle));
        });
    }

    private static Map<String, List<String>> clients(Handle handle) {
        Map<String, List<String>> zones = new HashMap<>();
        handle.createQuery(
                        """
                        select distinct instance_id, zone from client_session
                        where disconnected_at is null and zone <> '' order by instance_id, zone""")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(row -> zones.computeIfAbsent(row.getKey(), key -> new ArrayList<>())
                        .add(row.getValue()));
        return zones;
    }

    private static List<String> servers(Handle handle) {
        return handle.createQuery(
                        "select distinct zone from server where lease_until_at > " + Sql.NOW_MILLIS + " order by zone")
                .mapTo(String.class)
                .list();
    }
}
