package io.quartermaster.app.cluster;

import io.quartermaster.model.Command;
import io.quartermaster.model.ServerCommand;
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
/// @param drain what it says of its draining; null while it does not drain
/// @param wish  what it was asked last; null when it never was
/// @param keep  why it cannot be drained; null when it can
record Member(
        ServerRow row,
        Instant read,
        List<String> leads,
        double load,
        @Nullable Double share,
        @Nullable Drain drain,
        @Nullable ServerCommand wish,
        @Nullable Keep keep) {
    /// More than this is said to be too much.
    static final double EVEN_ENOUGH = 1.05;
    /// A living server answers within half a second.
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /// So long a wish that led nowhere is mentioned.
    private static final Duration MENTIONED = Duration.ofMinutes(10);
    /// A server whose clock is further off does not lead.
    static final Duration CLOCK_LIMIT = Duration.ofSeconds(1);

    /// Why a server must not be drained.
    enum Keep {
        GONE,
        DRAINING,
        LAST,
        LAST_IN_ZONE
    }

    /// What became of the latest wish that it drain, or stay.
    enum Progress {
        /// Nobody wished anything, or it is over.
        NONE,
        ASKED,
        /// It should have answered long ago.
        UNANSWERED,
        REFUSED,
        DRAINING,
        /// It has nothing left and is leaving.
        DRAINED
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

    Progress progress() {
        Command.State asked = wish == null || !fresh(wish.requested(), MENTIONED) ? Command.State.DONE : wish.state();
        if (wish != null && asked == Command.State.NEW) {
            return alive() && fresh(wish.requested(), PATIENCE) ? Progress.ASKED : Progress.UNANSWERED;
        }
        if (drain != null) {
            return drain.drained() == null ? Progress.DRAINING : Progress.DRAINED;
        }
        return asked == Command.State.REFUSED ? Progress.REFUSED : Progress.NONE;
    }

    /// A wish of a former life of the server is no concern of this one.
    private boolean fresh(Instant asked, Duration span) {
        return !asked.isBefore(row.started()) && asked.plus(span).isAfter(read);
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
