package io.quartermaster.store.engine;

import io.quartermaster.model.Command;
import io.quartermaster.model.ServerCommand;
import io.quartermaster.model.ServerCommand.Answer;
import io.quartermaster.store.AuditRepository;
import io.quartermaster.store.Database;
import io.quartermaster.store.ServerCommandRepository;
import io.quartermaster.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What a server is asked to do with itself, and what it says of that. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class DrainRows {
    /// A server that comes back after a while must not carry out what somebody wished of it before.
    static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private static final String SERVING = "{\"draining\":\"false\"}";
    private static final String DRAINING = "{\"draining\":\"true\"}";

    private final Database database;

    public DrainRows(Database database) {
        this.database = database;
    }

    /// What nobody has answered of what this server was asked, the oldest first; a kind this version does not know is
    /// left to a newer one.
    public List<ServerCommand> waiting(Fence fence) {
        return database.call(handle -> handle.createQuery(
                        """
                        select * from server_command where server_id = :server and state = 'NEW'
                          and kind in ('DRAIN', 'STOP_DRAINING') order by id""")
                .bind("server", fence.serverId())
                .map((row, context) -> ServerCommandRepository.read(row))
                .list());
    }

    /// Does what is asked, or says why not; what changes is in the audit with it. Empty when it was answered before.
    ///
    /// @param zoned whether every zone leads itself, so that a zone's slots stay in it
    public Optional<Answer> answer(Fence fence, ServerCommand command, boolean zoned) {
        return database.transaction(handle -> {
            fence.check(handle);
            boolean open = handle.createQuery("select state from server_command where id = :id for update")
                    .bind("id", command.id())
                    .mapTo(String.class)
                    .findOne()
                    .filter(Command.State.NEW.name()::equals)
                    .isPresent();
            if (!open) {
                return Optional.empty();
            }
            long now = Sql.now(handle);
            Answer answer =
                    Instant.ofEpochMilli(now).isAfter(command.requested().plus(LONGEST_WAIT))
                            ? Answer.TOO_OLD
                            : switch (command.kind()) {
                                case DRAIN -> drain(handle, fence, command, now, zoned);
                                case STOP_DRAINING -> stay(handle, fence, command);
                            };
            write(handle, fence, command, answer, now);
            return Optional.of(answer);
        });
    }

    /// This server has nothing left: it may leave, and can no longer be asked to stay.
    ///
    /// @return false when it was asked to stay in the last moment
    public boolean drained(Fence fence) {
        return database.transaction(handle -> {
            fence.check(handle);
            return handle.createUpdate("update server_drain set drained_at = :now where server_id = :server")
                            .bind("now", Sql.now(handle))
                            .bind("server", fence.serverId())
                            .execute()
                    > 0;
        });
    }

    private static Answer drain(Handle handle, Fence fence, ServerCommand command, long now, boolean zoned) {
        if (drainedAt(handle, fence).isPresent()) {
            return Answer.DRAINED_ALREADY;
        }
        // two that are asked at once must not both rely on the other
        handle.createQuery("select server_id from server order by server_id for update")
                .mapTo(String.class)
                .list();
        if (others(handle, fence, now, "") == 0) {
            return Answer.LAST;
        }
        if (zoned
                && others(handle, fence, now, " and s.zone = (select zone from server where server_id = :server)")
                        == 0) {
            return Answer.LAST_IN_ZONE;
        }
        handle.createUpdate(
                        """
                        insert into server_drain (server_id, asked_by, asked_at, reason)
                        values (:server, :who, :asked, :reason)""")
                .bind("server", fence.serverId())
                .bind("who", command.actor().who())
                .bind("asked", command.requested().toEpochMilli())
                .bind("reason", command.reason())
                .execute();
        audit(handle, command, "server.drain", SERVING, DRAINING);
        return Answer.DRAINS;
    }

    private static Answer stay(Handle handle, Fence fence, ServerCommand command) {
        Optional<Long> drained = drainedAt(handle, fence);
        if (drained.isEmpty()) {
            return Answer.STAYED_ALREADY;
        }
        if (drained.get() > 0) {
            return Answer.LEAVING;
        }
        handle.createUpdate("delete from server_drain where server_id = :server")
                .bind("server", fence.serverId())
                .execute();
        audit(handle, command, "server.drain.stop", DRAINING, SERVING);
        return Answer.STAYS;
    }

    /// Empty when it does not drain, 0 while it does.
    private static Optional<Long> drainedAt(Handle handle, Fence fence) {
        return handle.createQuery(
                        "select coalesce(drained_at, 0) from server_drain where server_id = :server for update")
                .bind("server", fence.serverId())
                .mapTo(Long.class)
                .findOne();
    }

    private static long others(Handle handle, Fence fence, long now, String where) {
        return handle.createQuery(
                        """
                        select count(*) from server s join tenure t on t.epoch = s.epoch and t.ended_at is null
                        where s.server_id <> :server and s.lease_until_at > :now
                          and not exists (select 1 from server_drain d where d.server_id = s.server_id)"""
                                + where)
                .bind("server", fence.serverId())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static void write(Handle handle, Fence fence, ServerCommand command, Answer answer, long now) {
        boolean refused =
                switch (answer) {
                    case DRAINS, DRAINED_ALREADY, STAYS, STAYED_ALREADY -> false;
                    case LAST, LAST_IN_ZONE, LEAVING, TOO_OLD -> true;
                };
        handle.createUpdate(
                        """
                        update server_command set state = :state, answer = :answer, answered_at = :now, owner_epoch = :epoch
                        where id = :id""")
                .bind("state", (refused ? Command.State.REFUSED : Command.State.DONE).name())
                .bind("answer", answer.name())
                .bind("now", now)
                .bind("epoch", fence.epoch())
                .bind("id", command.id())
                .execute();
    }

    private static void audit(Handle handle, ServerCommand command, String action, String before, String after) {
        AuditRepository.write(
                handle,
                command.actor(),
                command.instance(),
                action,
                "server",
                command.server(),
                command.reason(),
                before,
                after);
    }
}
