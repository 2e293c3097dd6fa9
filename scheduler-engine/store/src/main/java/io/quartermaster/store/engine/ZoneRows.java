package io.quartermaster.store.engine;

import io.quartermaster.model.ZoneSwitch;
import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the tables say of zones. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class ZoneRows {
    /// One statement, as every server asks every second.
    private static final String ALL =
            """
            select 'switch' kind, instance_id, config_value from config where config_key = :key
            union all
            select distinct 'client', instance_id, zone from client_session
            where disconnected_at is null and zone <> ''
            union all
            select distinct 'server', '', zone from server where lease_until_at > """
                    + Sql.NOW_MILLIS;

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
            Map<String, List<String>> clients = new HashMap<>();
            List<String> servers = new ArrayList<>();
            handle.createQuery(ALL)
                    .bind("key", ZoneSwitch.CONFIG_KEY)
                    .map((row, context) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .forEach(row -> {
                        switch (row.get(0)) {
                            case "switch" -> switches.put(row.get(1), row.get(2));
                            case "client" ->
                                clients.computeIfAbsent(row.get(1), key -> new ArrayList<>())
                                        .add(row.get(2));
                            default -> servers.add(row.get(2));
                        }
                    });
            return new Zones(switches, clients, servers.stream().sorted().toList());
        });
    }
}
