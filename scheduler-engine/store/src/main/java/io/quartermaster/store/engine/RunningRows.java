package io.quartermaster.store.engine;

import io.quartermaster.model.RecordId;
import io.quartermaster.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The running rows that need somebody's attention. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class RunningRows {
    private static final String ORPHANED =
            """
            select r.*, s.disconnected_at gone_at,
              exists (select 1 from tenure t where t.epoch = r.owner_epoch and t.ended_at is null) sender_lives
            from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
            left join client_session s on s.session_id = r.client_session
            where r.status = 'EXECUTING'
              and (s.disconnected_at is not null
                or (s.session_id is null and (r.client_session is not null
                  or not exists (select 1 from tenure t where t.epoch = r.owner_epoch and t.ended_at is null))))
              and not exists (select 1 from job j where j.id = r.job_id and (j.job_type in ('TOPOLOGY', 'CLUSTER')
                or (j.job_type = 'SIMPLE' and r.client_session is null)))
            order by r.id limit :limit""";

    /// A client that came back is told by its process, and only if there is one such session: with two of them
    /// nobody could say which one has the run.
    private static final String CAME_BACK =
            """
            select o.session_id former, min(a.session_id) alive
            from client_session o
            join client_session a on a.instance_id = o.instance_id and a.application = o.application
              and a.host = o.host and a.process_id = o.process_id and a.disconnected_at is null
              and (a.server_id <> o.server_id or a.connected_at >= o.disconnected_at)
            where o.session_id in (<sessions>)
            group by o.session_id having count(*) = 1""";

    private static final String SAME_PROCESS = CAME_BACK.replace(" having count(*) = 1", "");

    /// Records are found by their due time; one that timed out a while after that is looked for too.
    private static final Duration LONGEST_LATE = Duration.ofHours(12);

    /// Of more of them the latest matter.
    private static final int MOST_TIMED_OUT = 5_000;

    private final Database database;

    public RunningRows(Database database) {
        this.database = database;
    }

    /// A running row whose client's link is gone, or that never had one and whose sender is gone.
    ///
    /// @param gone since when; null when nothing is known of the link
    /// @param alive the session of the same client that came back, if exactly one did
    /// @param senderLives whether the tenure in which it was sent still lasts
    public record Orphan(LedgerRow row, @Nullable Instant gone, @Nullable String alive, boolean senderLives) {}

    /// What the owner's slots have running.
    public List<LedgerRow> running(Fence owner) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                        where r.status in ('EXECUTING', 'PAUSED')""")
                .bind("epoch", owner.epoch())
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    /// What the owner's slots have that timed out since, and that a client may still run.
    public List<LedgerRow> timedOut(Fence owner, Instant since) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                        where r.status = 'TIMEOUT' and r.due_at >= :due and r.finished_at >= :since
                          and r.client_session is not null
                        order by r.id desc limit :limit""")
                .bind("limit", MOST_TIMED_OUT)
                .bind("epoch", owner.epoch())
                .bind("due", since.minus(LONGEST_LATE).toEpochMilli())
                .bind("since", since.toEpochMilli())
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    /// Those of the records that still run.
    public Set<RecordId> stillRunning(Collection<RecordId> records) {
        if (records.isEmpty()) {
            return Set.of();
        }
        return database.call(handle -> new HashSet<>(handle.createQuery(
                        "select id from trigger_record where status in ('PLANNED', 'EXECUTING', 'PAUSED') and id in (<ids>)")
                .bindList("ids", records.stream().map(RecordId::value).toList())
                .map((row, context) -> new RecordId(row.getLong(1)))
                .list()));
    }

    /// The owner's rows that run longer than their deadline, but for topologies and work that is cut up, whose own
    /// rows must tell of it.
    public List<LedgerRow> overdue(Fence owner, Instant now, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join slot o on o.slot = r.slot and o.owner_epoch = :epoch
                        where r.status = 'EXECUTING' and r.deadline_at <= :now
                          and not exists (select 1 from job j where j.id = r.job_id
                            and (j.job_type in ('TOPOLOGY', 'CLUSTER')
                              or (j.job_type = 'SIMPLE' and r.client_session is null)))
                        order by r.id limit :limit""")
                .bind("epoch", owner.epoch())
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> LedgerRow.read(row))
                .list());
    }

    /// The owner's orphans.
    public List<Orphan> orphans(Fence owner, int limit) {
        return database.call(handle -> {
            List<Orphan> found = handle.createQuery(ORPHANED)
                    .bind("epoch", owner.epoch())
                    .bind("limit", limit)
                    .map((row, context) -> {
                        long gone = row.getLong("gone_at");
                        Instant since = row.wasNull() ? null : Instant.ofEpochMilli(gone);
                        return new Orphan(LedgerRow.read(row), since, null, row.getBoolean("sender_lives"));
                    })
                    .list();
            Map<String, String> back = cameBack(handle, found);
            return found.stream()
                    .map(one -> new Orphan(
                            one.row(),
                            one.gone(),
                            back.get(String.valueOf(one.row().session())),
                            one.senderLives()))
                    .toList();
        });
    }

    /// A live session of the process that has, or had, the session `former`: one of several perhaps.
    public Optional<String> sameProcess(String former) {
        return database.call(handle -> handle.createQuery(SAME_PROCESS)
                .bindList("sessions", List.of(former))
                .map((row, context) -> row.getString("alive"))
                .findOne());
    }

    private static Map<String, String> cameBack(Handle handle, List<Orphan> orphans) {
        List<String> sessions = orphans.stream()
                .flatMap(one -> Stream.ofNullable(one.row().session()))
                .distinct()
                .toList();
        Map<String, String> back = new HashMap<>();
        if (!sessions.isEmpty()) {
            handle.createQuery(CAME_BACK)
                    .bindList("sessions", sessions)
                    .map((row, context) -> Map.entry(row.getString("former"), row.getString("alive")))
                    .forEach(row -> back.put(row.getKey(), row.getValue()));
        }
        return back;
    }

    /// Gives a running row to the session its client came back with, or takes it over as it is when nobody has it.
    public boolean adopt(Fence fence, RecordId record, @Nullable String session) {
        return database.transaction(handle -> {
            fence.check(handle);
            return handle.createUpdate(
                                    """
                                    update trigger_record set client_session = :session, owner_epoch = :epoch
                                    where id = :id and status = 'EXECUTING'""")
                            .bind("session", session)
                            .bind("epoch", fence.epoch())
                            .bind("id", record.value())
                            .execute()
                    > 0;
        });
    }
}
