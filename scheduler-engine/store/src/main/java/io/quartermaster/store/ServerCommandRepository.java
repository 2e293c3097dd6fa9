package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.Command;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.ServerCommand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What consoles ask of single servers. Thread-safe; blocks; throws [StoreException].
public final class ServerCommandRepository {
    private final Database database;

    ServerCommandRepository(Database database) {
        this.database = database;
    }

    /// Asks; a living server answers in the row within half a second. The same `key` again asks nothing new and returns
    /// the first one's row. Nothing is changed by asking, so the audit has what the server made of it.
    ///
    /// @param instance the one in whose audit it is kept
    public ServerCommand ask(
            String server,
            ServerCommand.Kind kind,
            String key,
            InstanceId instance,
            Actor actor,
            @Nullable String reason) {
        return database.transaction(handle -> {
            handle.createUpdate(
                            """
                            insert ignore into server_command (server_id, instance_id, kind, idempotency_key, asked_by,
                              asked_from, reason, requested_at, state)
                            values (:server, :instance, :kind, :key, :by, :from, :reason, :now, 'NEW')""")
                    .bind("server", server)
                    .bind("instance", instance.value())
                    .bind("kind", kind.name())
                    .bind("key", key)
                    .bind("by", actor.who())
                    .bind("from", actor.host())
                    .bind("reason", reason)
                    .bind("now", Sql.now(handle))
                    .execute();
            return handle.createQuery("select * from server_command where idempotency_key = :key")
                    .bind("key", key)
                    .map((row, context) -> read(row))
                    .one();
        });
    }

    public Optional<ServerCommand> find(long id) {
        return database.call(handle -> handle.createQuery("select * from server_command where id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /// Of each server what it was asked last; a wish of a kind this version does not know is not among it.
    public List<ServerCommand> latest() {
        return database.call(handle -> handle.createQuery(
                        """
                        select c.* from server_command c
                        join (select server_id, max(id) id from server_command where kind in ('DRAIN', 'STOP_DRAINING')
                          group by server_id) latest on latest.id = c.id
                        order by c.server_id""")
                .map((row, context) -> read(row))
                .list());
    }

    /// Reads the row of `select * from server_command`.
    public static ServerCommand read(ResultSet row) throws SQLException {
        return new ServerCommand(
                row.getLong("id"),
                row.getString("server_id"),
                Sql.instanceId(row.getString("instance_id")),
                ServerCommand.Kind.valueOf(row.getString("kind")),
                row.getString("idempotency_key"),
                new Actor(row.getString("asked_by"), row.getString("asked_from")),
                row.getString("reason"),
                Sql.time(row, "requested_at"),
                Command.State.valueOf(row.getString("state")),
                row.getString("answer"),
                Sql.instant(row, "answered_at"));
    }
}
