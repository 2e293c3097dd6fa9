package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import io.quartermaster.store.Sql;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One statement that says whether a server has anything to do, so that one that has not asks for little else. Every
/// part of it is answered from an index. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class Pulse {
    /// An edit is dated when it is written and seen when it is committed, which is later.
    public static final Duration LONGEST_EDIT = Duration.ofSeconds(60);

    private static final String LOOK =
            """
            select
              exists (select 1 from command c join slot o on o.slot = c.slot and o.owner_epoch = :epoch
                where c.state = 'NEW')
                or exists (select 1 from topology_input i join slot o on o.slot = i.slot and o.owner_epoch = :epoch
                where i.state = 'NEW') asked,
              exists (select 1 from server_command where server_id = :server and state = 'NEW') wished,
              exists (select 1 from job j left join job_schedule s on s.job_id = j.id
                where j.updated_at >= :since and (s.job_id is null or s.job_version <> j.version))
                or exists (select 1 from deleted_job d join job_schedule s on s.job_id = d.job_id) edited,
              exists (select 1 from job_schedule s join slot o on o.slot = s.slot and o.owner_epoch = :epoch
                where s.next_due_at <= :horizon) due,
              exists (select 1 from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                where r.status = 'PLANNED' and r.due_at <= :horizon and r.reason <> 'TIMING') untimed,
              (select count(*) + coalesce(sum(revision), 0) from slot where owner_epoch = :epoch) slots,
              exists (select 1 from server_drain where server_id = :server) drain,
              exists (select 1 from leadership where cluster = :cluster and lease_until_at > """
                    + Sql.NOW_MILLIS + ") led";

    /// What a leader looks for, with the rest in one statement.
    private static final String LOOK_AS_LEADER = LOOK
            + """
            ,
              (select coalesce(sum(t.epoch), 0) + count(*) from tenure t where t.ended_at is null)
                + (select count(*) from server_drain) members,
              exists (select 1 from slot where not exists (
                select 1 from tenure t where t.epoch = slot.owner_epoch and t.ended_at is null)) free,
              exists (select 1 from tenure t left join server s on s.server_id = t.server_id and s.epoch = t.epoch
                where t.ended_at is null and (s.server_id is null or s.lease_until_at <= """
            + Sql.NOW_MILLIS + ")) gone";

    private final Database database;

    public Pulse(Database database) {
        this.database = database;
    }

    /// What there is to do.
    ///
    /// @param asked commands wait for an answer
    /// @param wished the server itself was asked for something
    /// @param edited jobs were saved or deleted
    /// @param due jobs fall due
    /// @param untimed rows are planned that no schedule brought: retries, or what was asked for
    /// @param slots changes whenever the owner's slots do
    /// @param drain whether the server drains
    /// @param led whether anybody leads the cluster
    /// @param members what a leader looks for, null for others
    public record Work(
            boolean asked,
            boolean wished,
            boolean edited,
            boolean due,
            boolean untimed,
            long slots,
            boolean drain,
            boolean led,
            @Nullable Members members) {}

    /// What a leader looks for.
    ///
    /// @param members changes whenever the members do
    /// @param uneasy whether slots are free, or a member's lease ended
    public record Members(long members, boolean uneasy) {}

    /// Looks once. Jobs that a hand changed without a date are not seen here.
    ///
    /// @param leads whether it is the leader who looks
    public Work look(Fence owner, String cluster, Instant now, Instant horizon, boolean leads) {
        return database.call(handle -> handle.createQuery(leads ? LOOK_AS_LEADER : LOOK)
                .bind("epoch", owner.epoch())
                .bind("server", owner.serverId())
                .bind("cluster", cluster)
                .bind("since", now.minus(LONGEST_EDIT).toEpochMilli())
                .bind("horizon", horizon.toEpochMilli())
                .map((row, context) -> new Work(
                        row.getBoolean("asked"),
                        row.getBoolean("wished"),
                        row.getBoolean("edited"),
                        row.getBoolean("due"),
                        row.getBoolean("untimed"),
                        row.getLong("slots"),
                        row.getBoolean("drain"),
                        row.getBoolean("led"),
                        leads
                                ? new Members(row.getLong("members"), row.getBoolean("free") || row.getBoolean("gone"))
                                : null))
                .one());
    }
}
