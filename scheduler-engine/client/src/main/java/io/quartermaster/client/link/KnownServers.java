package io.quartermaster.client.link;

import io.quartermaster.client.ServerPlace;
import io.quartermaster.client.ServerRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a client knows its servers. Immutable.
///
/// @param named those it was given; with a registry, what it begins with until that has answered
/// @param registry null when the named ones are all there are
/// @param every how often the registry is asked, and what is linked to is looked over
/// @param most how many links the client wants at most
public record KnownServers(List<ServerPlace> named, @Nullable ServerRegistry registry, Duration every, int most) {
    public KnownServers {
        named = List.copyOf(named);
        if (most < 1) {
            throw new IllegalArgumentException("A client needs at least one link, not " + most);
        }
    }

    /// Whether there is anything to look over.
    boolean mayChange() {
        return registry != null || most < named.size();
    }
}
