package io.quartermaster.store.engine;

import io.quartermaster.model.Command;
import io.quartermaster.model.Job;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.TraceId;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.store.CommandRepository;
import io.quartermaster.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The command table from the servers' side. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class CommandInbox {
    private final Database database;

    public CommandInbox(Database database) {
        this.database = database;
    }

    /// What nobody has answered of the owner's jobs, the oldest first; a wish of a kind this version does not know is
    /// left to a newer server.
    public List<Command> waiting(Fence owner, int limit) {
        return database.call(handle -> handle.createQuery(
                        "select c.* from command c join slot o on o.slot = c.slot and o.owner_epoch = :epoch"
                                + " where c.state = 'NEW' and c.kind in (<kinds>) order by c.id limit :limit")
                .bind("epoch", owner.epoch())
                .bindList(
                        "kinds",
                        Stream.of(Command.Kind.values()).map(Enum::name).toList())
                .bind("limit", limit)
                .map((row, context) -> CommandRepository.read(row))
                .list());
    }

    /// Plans the firing that was asked for and answers with it, together; empty when somebody answered before.
    public Optional<LedgerRow> fire(Fence fence, Command command, Job job, TraceId trace, Instant now) {
        return database.transaction(handle -> {
            fence.check(handle);
            if (!unanswered(handle, command)) {
                return Optional.empty();
            }
            TriggerReason reason =
                    switch (command.kind()) {
                        case TRIGGER_NOW, PAUSE, RESUME, CANCEL, SEND_AGAIN -> TriggerReason.MANUAL;
                        case TRIGGER_EVENT -> TriggerReason.EVENT;
                    };
            RecordId record = Rows.plan(handle, fence.epoch(), job, trace, reason, now, now, 1, null);
            if (command.options() != null) {
                BeginRows.keep(handle, record, command.options());
            }
            answer(handle, fence, command, Command.State.DONE, record, "fires as record " + record, now);
            return handle.createQuery("select * from trigger_record where id = :id")
                    .bind("id", record.value())
                    .map((row, context) -> LedgerRow.read(row))
                    .findOne();
        });
    }

    public void refuse(Fence fence, Command command, String why, Instant now) {
        database.run(handle -> {
            fence.check(handle);
            answer(handle, fence, command, Command.State.REFUSED, null, why, now);
        });
    }

    /// What a run's server says to a command about it.
    ///
    /// @param refusal why not, empty when it was done
    public record Reply(Command command, RecordId record, Optional<String> refusal) {}

    static void answer(Handle handle, Fence fence, Reply reply, Instant now) {
        Command.State state = reply.refusal().isPresent() ? Command.State.REFUSED : Command.State.DONE;
        answer(
                handle,
                fence,
                reply.command(),
                state,
                reply.record(),
                reply.refusal().orElse("done"),
                now);
    }

    static boolean unanswered(Handle handle, Command command) {
        return handle.createQuery("select state from command where id = :id for update")
                .bind("id", command.id())
                .mapTo(String.class)
                .findOne()
                .filter(Command.State.NEW.name()::equals)
                .isPresent();
    }

    static void answer(
            Handle handle,
            Fence fence,
            Command command,
            Command.State state,
            @Nullable RecordId record,
            String answer,
            Instant now) {
        handle.createUpdate(
                        """
                        update command set state = :state, record_id = :record, answer = :answer, answered_at = :now,
                          owner_epoch = :epoch
                        where id = :id and state = 'NEW'""")
                .bind("state", state.name())
                .bind("record", record == null ? null : record.value())
                .bind("answer", Text.cut(answer, 1000))
                .bind("now", now.toEpochMilli())
                .bind("epoch", fence.epoch())
                .bind("id", command.id())
                .execute();
    }
}
