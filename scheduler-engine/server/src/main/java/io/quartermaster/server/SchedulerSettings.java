package io.quartermaster.server;

import io.quartermaster.server.link.LinkSettings;
import io.quartermaster.server.peer.PeerSettings;
import io.quartermaster.server.watching.WatchSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What one server is. Immutable.
///
/// @param cluster servers of one name share the work of one database
/// @param zoned whether every zone elects a leader of its own (LDC); else one server leads them all
/// @param serverId tells this server from the others, and stays the same when it starts again
/// @param zone the zone it stands in
/// @param host how other machines call this one
/// @param peers where other servers link to this one; null for one that has no others
/// @param watching how it watches itself, and for how long it keeps history
public record SchedulerSettings(
        String cluster,
        boolean zoned,
        String serverId,
        String zone,
        String host,
        LinkSettings link,
        Path logDirectory,
        Cadence cadence,
        @Nullable PeerSettings peers,
        WatchSettings watching) {
    /// What the columns hold.
    private static final int LONGEST_NAME = 64;

    /// A server that has no others, and is watched as usual, without a port for that.
    public SchedulerSettings(
            String cluster,
            boolean zoned,
            String serverId,
            String zone,
            String host,
            LinkSettings link,
            Path logDirectory,
            Cadence cadence) {
        this(cluster, zoned, serverId, zone, host, link, logDirectory, cadence, null, WatchSettings.USUAL);
    }

    public SchedulerSettings {
        for (String name : new String[] {cluster, serverId, zone}) {
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "Cluster, server id and zone are 1 to " + LONGEST_NAME + " characters, not '" + name + "'");
            }
        }
    }

    public SchedulerSettings withPeers(PeerSettings newPeers) {
        return new SchedulerSettings(
                cluster, zoned, serverId, zone, host, link, logDirectory, cadence, newPeers, watching);
    }

    public SchedulerSettings withWatching(WatchSettings how) {
        return new SchedulerSettings(cluster, zoned, serverId, zone, host, link, logDirectory, cadence, peers, how);
    }
}
