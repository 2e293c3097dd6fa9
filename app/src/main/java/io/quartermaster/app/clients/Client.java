package io.quartermaster.app.clients;

import io.quartermaster.store.ClientRepository.Failure;
import io.quartermaster.store.ClientRepository.Session;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One process of an application, whatever number of servers it is linked to. Immutable.
///
/// @param key      the same as long as the process lives
/// @param links    its open links, or those it had when it left; the newest first
/// @param handlers what it offers, with the kinds as it said them
/// @param running  how many runs and chunks it executes now
/// @param failure  what went wrong with it last; null when nothing did lately
record Client(
        String key, List<Session> links, SortedMap<String, String> handlers, int running, @Nullable Failure failure) {
    Client {
        links = List.copyOf(links);
        handlers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(handlers));
    }

    private Session first() {
        return links.getFirst();
    }

    boolean online() {
        return first().left() == null;
    }

    String application() {
        return first().application();
    }

    /// Where it can be found: the address it names as its own, and its process there.
    String place() {
        return first().host() + "#" + first().process();
    }

    String zone() {
        return first().zone();
    }

    List<String> servers() {
        return links.stream().map(Session::server).distinct().sorted().toList();
    }

    /// Since when it has been there without a break.
    Instant since() {
        return links.stream().map(Session::connected).min(Instant::compareTo).orElseThrow();
    }

    /// When its last link ended; null while one stands.
    @Nullable
    Instant left() {
        return first().left();
    }

    @Nullable
    String reason() {
        return first().reason();
    }

    /// What records call it, once for each link.
    List<String> names() {
        return links.stream()
                .map(link -> link.application() + "@" + link.address())
                .toList();
    }

    /// What runs of work that is cut up call it; null when it is not known.
    @Nullable
    String id() {
        return first().clientId();
    }

    /// Everything a person may search for.
    String searched() {
        return String.join(
                " ",
                application(),
                place(),
                zone(),
                String.join(" ", names()),
                String.join(" ", servers()),
                String.join(" ", handlers.keySet()));
    }
}
