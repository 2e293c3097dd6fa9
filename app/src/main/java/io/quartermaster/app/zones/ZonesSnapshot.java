package io.quartermaster.app.zones;

import io.quartermaster.app.connections.Workspace;
import io.quartermaster.model.InstanceId;
import io.quartermaster.store.ClusterRepository.ClientsInZone;
import io.quartermaster.store.ClusterRepository.ServerRow;
import io.quartermaster.store.ConfigRepository;
import io.quartermaster.store.ConfigRepository.SwitchRow;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Everything the page shows, read at one moment. Immutable.
///
/// @param rows  the current instance first, then the others by name
/// @param known the zones that servers and clients of the instance looked at name
/// @param servers where an operator finds the logs
/// @param open    how many runs were triggered in zones that the instance looked at has switched away, and have not
///                reported, up to [SendingAgain#MOST]
record ZonesSnapshot(List<InstanceRow> rows, List<Cell> cells, List<String> known, List<ServerRow> servers, int open) {
    /// Reads it. Blocks.
    static ZonesSnapshot read(Workspace workspace, String selected) {
        Database database = workspace.database();
        Map<String, SwitchRow> written = new LinkedHashMap<>();
        database.config().switchRows().forEach(row -> written.put(row.instance(), row));
        TreeSet<String> names = new TreeSet<>(written.keySet());
        database.jobs().instances().forEach(instance -> names.add(instance.value()));
        names.remove(workspace.instance().value());
        List<InstanceRow> rows = new ArrayList<>();
        rows.add(row(workspace, workspace.instance().value(), written));
        names.forEach(name -> rows.add(row(workspace, name, written)));
        List<String> known = known(database.config(), selected);
        List<ServerRow> servers = database.cluster().servers();
        return new ZonesSnapshot(
                rows, cells(database, rows, selected, known, servers), known, servers, open(database, rows, selected));
    }

    private static int open(Database database, List<InstanceRow> rows, String selected) {
        return rows.stream()
                .filter(row -> row.instance().equals(selected) && row.editable())
                .mapToInt(row -> database.records()
                        .unreported(new InstanceId(selected), row.left(), SendingAgain.MOST)
                        .size())
                .sum();
    }

    Optional<InstanceRow> row(String instance) {
        return rows.stream().filter(row -> row.instance().equals(instance)).findFirst();
    }

    /// The id, when the text can be one.
    static Optional<InstanceId> idOf(String instance) {
        return InstanceId.isValid(instance) ? Optional.of(new InstanceId(instance)) : Optional.empty();
    }

    private static List<String> known(ConfigRepository config, String instance) {
        return idOf(instance).map(config::knownZones).orElse(List.of());
    }

    private static InstanceRow row(Workspace workspace, String name, Map<String, SwitchRow> written) {
        boolean current = name.equals(workspace.instance().value());
        boolean editable = idOf(name).isPresent();
        SwitchRow row = written.get(name);
        if (row == null) {
            return new InstanceRow(name, current, editable, null, null, new Standing.None());
        }
        Standing standing = Standing.of(row.value(), known(workspace.database().config(), name));
        return new InstanceRow(name, current, editable, row.value(), row.modified(), standing);
    }

    private static List<Cell> cells(
            Database database, List<InstanceRow> rows, String selected, List<String> known, List<ServerRow> servers) {
        TreeSet<String> zones = new TreeSet<>(known);
        rows.stream()
                .filter(row -> row.instance().equals(selected) && row.value() != null)
                .flatMap(row -> ReadMoves.from(String.valueOf(row.value())).orElse(List.of()).stream())
                .filter(Move::complete)
                .forEach(move -> {
                    zones.add(move.from());
                    zones.add(move.to());
                });
        Instant now = database.now();
        List<ClientsInZone> clients =
                idOf(selected).map(database.cluster()::clientsByZone).orElse(List.of());
        return zones.stream()
                .map(zone -> new Cell(
                        zone,
                        known.contains(zone),
                        (int) servers.stream()
                                .filter(server -> server.zone().equals(zone))
                                .count(),
                        (int) servers.stream()
                                .filter(server -> server.zone().equals(zone)
                                        && server.leaseUntil().isAfter(now))
                                .count(),
                        clients.stream()
                                .filter(client -> client.zone().equals(zone))
                                .mapToInt(ClientsInZone::clients)
                                .sum(),
                        clients.stream()
                                .filter(client -> client.zone().equals(zone))
                                .map(ClientsInZone::application)
                                .toList()))
                .toList();
    }
}
