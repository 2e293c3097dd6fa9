package io.quartermaster.app.cluster;

import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.Slots;
import io.quartermaster.store.ClusterRepository;
import io.quartermaster.store.ClusterRepository.Drain;
import io.quartermaster.store.ClusterRepository.Lead;
import io.quartermaster.store.ClusterRepository.ServerRow;
import io.quartermaster.store.ClusterRepository.Tenure;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The cluster at one moment, as its servers wrote it down. Immutable; made off the FX thread.
///
/// @param members  by their names
/// @param tenures  the newest first
/// @param lone     how many slots no living server has
/// @param loneLoad the firings an hour that those carry
/// @param led      whether somebody leads
record ClusterSnapshot(List<Member> members, List<Tenure> tenures, int lone, double loneLoad, boolean led) {
    /// How far back the history goes.
    static final int TENURES = 200;

    ClusterSnapshot {
        members = List.copyOf(members);
        tenures = List.copyOf(tenures);
    }

    static ClusterSnapshot read(Database database) {
        ClusterRepository cluster = database.cluster();
        return of(
                database.now(),
                cluster.servers(),
                cluster.loads(),
                cluster.leads(),
                cluster.drains(),
                database.serverCommands().latest(),
                cluster.tenures(TENURES));
    }

    static ClusterSnapshot of(
            Instant now,
            List<ServerRow> servers,
            Map<Long, Double> loads,
            List<Lead> leads,
            List<Drain> drains,
            List<ServerCommand> wishes,
            List<Tenure> tenures) {
        List<Lead> held =
                leads.stream().filter(lead -> lead.leaseUntil().isAfter(now)).toList();
        boolean zoned = held.stream().anyMatch(lead -> lead.zone().isPresent());
        List<ServerRow> living =
                servers.stream().filter(row -> row.leaseUntil().isAfter(now)).toList();
        Map<String, Drain> draining = drains.stream().collect(Collectors.toMap(Drain::serverId, Function.identity()));
        Map<String, ServerCommand> asked =
                wishes.stream().collect(Collectors.toMap(ServerCommand::server, Function.identity()));
        List<Member> members = servers.stream()
                .map(row -> {
                    List<ServerRow> peers = living.stream()
                            .filter(peer -> !zoned || peer.zone().equals(row.zone()))
                            .toList();
                    return new Member(
                            row,
                            now,
                            leadsOf(row, held),
                            loads.getOrDefault(row.epoch(), 0.0),
                            share(row, peers, loads),
                            draining.get(row.id()),
                            asked.get(row.id()),
                            keep(row, living, peers));
                })
                .toList();
        int owned = living.stream().mapToInt(ServerRow::slots).sum();
        Set<Long> epochs = living.stream().map(ServerRow::epoch).collect(Collectors.toSet());
        double loneLoad = loads.entrySet().stream()
                .filter(load -> !epochs.contains(load.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        boolean led = held.stream()
                .anyMatch(lead -> living.stream().anyMatch(row -> row.id().equals(lead.serverId())));
        return new ClusterSnapshot(members, tenures, Math.max(0, Slots.COUNT - owned), loneLoad, led);
    }

    private static List<String> leadsOf(ServerRow row, List<Lead> held) {
        List<String> zones = new ArrayList<>();
        held.stream()
                .filter(lead -> lead.serverId().equals(row.id()))
                .forEach(lead -> zones.add(lead.zone().orElse("")));
        return zones;
    }

    /// Where every zone leads itself, a zone's servers share what is at home there.
    private static @Nullable Double share(ServerRow row, List<ServerRow> peers, Map<Long, Double> loads) {
        List<ServerRow> takers = peers.stream().filter(peer -> !peer.draining()).toList();
        // what a draining server still carries is nobody's share yet
        double all = takers.stream()
                .mapToDouble(peer -> loads.getOrDefault(peer.epoch(), 0.0))
                .sum();
        if (all == 0 || !takers.contains(row)) {
            return null;
        }
        return loads.getOrDefault(row.epoch(), 0.0) / (all / takers.size());
    }

    private static Member.@Nullable Keep keep(ServerRow row, List<ServerRow> living, List<ServerRow> peers) {
        if (!living.contains(row)) {
            return Member.Keep.GONE;
        }
        if (row.draining()) {
            return Member.Keep.DRAINING;
        }
        if (living.stream().noneMatch(peer -> peer != row && !peer.draining())) {
            return Member.Keep.LAST;
        }
        return peers.stream().noneMatch(peer -> peer != row && !peer.draining()) ? Member.Keep.LAST_IN_ZONE : null;
    }
}
