package io.quartermaster.server.peer;

import io.quartermaster.server.log.LogBook;
import io.quartermaster.server.log.LogLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The lines of `rpc-slave.log`; their columns are in [LogBook]. Thread-safe.
record PeerLog(LogBook book) {
    /// Who called whom.
    enum Way {
        TO,
        FROM
    }

    void connected(String address, String serverId, Way way, @Nullable Instant awaySince, String text) {
        book.add(
                LogBook.Name.RPC_SLAVE,
                line("CONNECTED", address, serverId, way, awaySince).text(text));
    }

    void disconnected(String address, String serverId, Way way, @Nullable Instant since, String why) {
        book.add(
                LogBook.Name.RPC_SLAVE,
                line("DISCONNECTED", address, serverId, way, since).text(why));
    }

    void refused(String address, @Nullable String serverId, Way way, String why) {
        book.add(
                LogBook.Name.RPC_SLAVE,
                line("REFUSED", address, serverId, way, null).text(why).asFailed());
    }

    void unreachable(String address, String serverId, @Nullable Instant since, String why) {
        book.add(
                LogBook.Name.RPC_SLAVE,
                line("UNREACHABLE", address, serverId, Way.TO, since).text(why).asFailed());
    }

    void listening(String address) {
        book.started("other servers link to " + address);
    }

    /// Something odd, which was dealt with.
    void odd(String what, String consequence, @Nullable Throwable thrown) {
        book.error("peer", what, consequence, thrown);
    }

    private static LogLine line(
            String event, String address, @Nullable String serverId, Way way, @Nullable Instant since) {
        return LogLine.of(null, null, null)
                .and(event)
                .and("server[" + address + "]")
                .and(serverId)
                .and(way)
                .and(since);
    }
}
