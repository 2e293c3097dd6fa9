package io.quartermaster.app.cluster;

import io.quartermaster.store.ClusterRepository.Drain;
import io.quartermaster.store.ClusterRepository.ServerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A server as the page shows it. Immutable.
///
/// @param read  the database's clock when this was read
/// @param leads what it leads: zones, or one empty name for all of them; empty when it follows
/// @param load  the firings an hour that its slots carry
/// @param share that load as a multiple of the even share; null while it is to carry none
/// @param drain the wish that it drain; null when nobody wished it
/// @param keep  why it cannot be drained; null when it can
record Member(
        ServerRow row,
        Instant read,
        List<String> leads,
        double load,
        @Nullable Double share,
        @Nullable Drain drain,
        @Nullable Keep keep) {
    /// More than this is said to be too much.
    static final double EVEN_ENOUGH = 1.05;
    /// A server whose clock is further off does not lead.
    static final Duration CLOCK_LIMIT = Duration.ofSeconds(1);

    /// Why a server must not be drained.
    enum Keep {
        GONE,
        DRAINING,
        LAST,
        LAST_IN_ZONE
    }

    Member {
        leads = List.copyOf(leads);
    }

    String id() {
        return row.id();
    }

    boolean alive() {
        return row.leaseUntil().isAfter(read);
    }

    boolean overloaded() {
        return share != null && share > EVEN_ENOUGH;
    }

    boolean clockOff() {
        return Math.abs(row.clockOffsetMillis()) > CLOCK_LIMIT.toMillis();
    }

    /// How long ago it last gave a sign of life.
    Duration sinceBeat() {
        Duration since = Duration.between(row.beat(), read);
        return since.isNegative() ? Duration.ZERO : since;
    }

    /// How long its lease has been over.
    Duration sinceGone() {
        return Duration.between(row.leaseUntil(), read);
    }
}
