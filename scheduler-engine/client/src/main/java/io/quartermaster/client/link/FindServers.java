package io.quartermaster.client.link;

import io.quartermaster.client.ServerAddress;
import io.quartermaster.client.ServerPlace;
import io.quartermaster.client.ServerRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks the registry again and again, and says which servers are to be linked to. A server that is no longer listed is
/// dropped when two answers in a row leave it out, since one may come from a server that has just started. All on a
/// thread of its own.
final class FindServers implements AutoCloseable {
    /// How long a server without a link is passed over, where there are more servers than wanted links.
    private static final Duration AVOIDED = Duration.ofSeconds(60);

    private final KnownServers known;
    private final NearestServers nearest;
    private final Predicate<ServerAddress> dead;
    private final Consumer<List<ServerPlace>> chosen;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new NamedThreads("scheduler-registry"));
    // Confined to the thread.
    private List<ServerPlace> current;
    private List<ServerPlace> answered;
    private @Nullable String complaint;
    private final Map<ServerAddress, Long> avoided = new HashMap<>();

    /// @param dead whether a server that is to be linked to has had no link for a while
    /// @param chosen hears, again and again, which servers are to be linked to
    FindServers(
            KnownServers known,
            NearestServers nearest,
            Predicate<ServerAddress> dead,
            Consumer<List<ServerPlace>> chosen) {
        this.known = known;
        this.nearest = nearest;
        this.dead = dead;
        this.chosen = chosen;
        this.current = known.named();
        this.answered = known.named();
    }

    void start() {
        if (known.mayChange()) {
            thread.scheduleWithFixedDelay(this::round, 0, known.every().toMillis(), TimeUnit.MILLISECONDS);
        } else {
            chosen.accept(nearest.of(current, address -> false));
        }
    }

    private void round() {
        try {
            ask();
            long now = System.nanoTime();
            current.stream().map(ServerPlace::address).filter(dead).forEach(address -> avoided.put(address, now));
            avoided.values().removeIf(since -> now - since > AVOIDED.toNanos());
            if (!current.isEmpty()) {
                chosen.accept(nearest.of(current, avoided::containsKey));
            }
        } catch (RuntimeException e) {
            // The edge of a loop: a registry may be the application's own.
            ClientLogs.ERROR.error("the servers could not be looked over; the next round tries again", e);
        }
    }

    private void ask() {
        ServerRegistry registry = known.registry();
        if (registry == null) {
            return;
        }
        try {
            List<ServerPlace> answer = registry.servers();
            if (answer.isEmpty()) {
                complain("it lists no server");
                return;
            }
            complaint = null;
            List<ServerPlace> before = answered;
            answered = answer;
            current = java.util.stream.Stream.concat(
                            answer.stream(),
                            current.stream().filter(each -> isListed(each, before) && !isListed(each, answer)))
                    .toList();
        } catch (IOException e) {
            complain(e.toString());
        }
    }

    private static boolean isListed(ServerPlace place, List<ServerPlace> list) {
        return list.stream().anyMatch(each -> each.address().equals(place.address()));
    }

    private void complain(String why) {
        if (!why.equals(complaint)) {
            ClientLogs.ERROR.warn("the registry does not say which servers there are, those known are kept: {}", why);
        }
        complaint = why;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
