package io.quartermaster.client.link;

import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.ServerPlace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Which servers a client links to, and in which order: those of its own zone first, then the rest, and among equals in
/// an order of its own, so that many clients with few links each spread over all servers. Immutable.
///
/// @param zone the client's; empty when it names none
/// @param most how many links it wants at most
record NearestServers(String zone, String clientId, int most) {
    /// @param avoided what has not answered for a while comes last
    List<ServerPlace> of(Collection<ServerPlace> all, Predicate<ServerAddress> avoided) {
        return all.stream()
                .sorted(Comparator.comparing((ServerPlace place) -> avoided.test(place.address()))
                        .thenComparing(place -> !isOwnZone(place))
                        .thenComparing(this::draw)
                        .thenComparing(place -> place.address().toString()))
                .limit(most)
                .toList();
    }

    boolean isOwnZone(ServerPlace place) {
        return !zone.isEmpty() && zone.equals(place.zone());
    }

    /// The same for one client and server however often it is asked, and another for each pair.
    private int draw(ServerPlace place) {
        int hash = (clientId + place.address()).hashCode();
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }
}
