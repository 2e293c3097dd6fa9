package io.quartermaster.store.engine;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Slots;
import io.quartermaster.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks for work that is due and that nobody does, whatever the reason. It believes nobody's word: it only reads what
/// the rows say. Every statement goes along an index and reads no more than [#MOST] finds. Thread-safe; blocks; throws
/// [io.quartermaster.store.StoreException].
public final class Overlooked {
    /// So many of a kind are counted at most.
    public static final int MOST = 1000;

    /// Older edits are not looked at, so that a look costs what was edited lately and not what there is.
    private static final Duration LONGEST_EDIT = Duration.ofHours(1);

    /// Who has a slot, as far as a tenure stands behind it.
    private static final String OWNER =
            " left join slot o on o.slot = r.slot left join tenure t on t.epoch = o.owner_epoch and t.ended_at is null";

    private final Database database;

    public Overlooked(Database database) {
        this.database = database;
    }

    /// What is overlooked.
    public enum Kind {
        /// A planned due time has passed.
        NOT_FIRED(
                """
                select r.instance_id, r.job_name name, r.due_at since from trigger_record r
                where r.status = 'PLANNED' and r.due_at < :before order by r.due_at limit :most"""),
        /// The next due time of a job has passed, and it is not planned.
        NOT_PLANNED(
                """
                select j.instance_id, j.name, s.next_due_at since from job_schedule s
                join job j on j.id = s.job_id and j.enabled = 1
                where s.next_due_at < :before order by s.next_due_at limit :most"""),
        /// A job has no schedule row. Only its key and date are read of each job.
        NO_SCHEDULE(
                """
                select j.instance_id, j.name, j.updated_at since from job j join (
                  select k.id from job k left join job_schedule s on s.job_id = k.id
                  where s.job_id is null and k.updated_at < :before limit :most) missing on missing.id = j.id
                order by j.updated_at"""),
        /// A job was edited, and its schedule row is still that of the former version.
        EDIT_NOT_SEEN(
                """
                select j.instance_id, j.name, j.updated_at since from job j
                join job_schedule s on s.job_id = j.id and s.job_version <> j.version
                where j.updated_at >= :edited and j.updated_at < :before order by j.updated_at limit :most"""),
        /// A run whose job's slot nobody has, so that nobody would miss its end.
        RUN_UNATTENDED(
                "select r.instance_id, r.job_name name, r.due_at since from trigger_record r"
                        + OWNER
                        + """
                 where r.status = 'EXECUTING' and r.due_at < :before and t.epoch is null
                order by r.due_at limit :most"""),
        /// A run that should have been ended at its deadline.
        RUN_PAST_DEADLINE(
                """
                select r.instance_id, r.job_name name, r.due_at since from trigger_record r
                where r.status = 'EXECUTING' and r.deadline_at < :before order by r.due_at limit :most"""),
        /// Slots that nobody has; their jobs fire nowhere. They have no date: see [#freeSlots()].
        SLOT_UNOWNED(null);

        final @Nullable String sql;

        Kind(@Nullable String sql) {
            this.sql = sql;
        }
    }

    /// Something overlooked.
    ///
    /// @param count how many, [#MOST] for that many or more
    /// @param instance whose the one is that waits longest; null where it is no job's
    /// @param job its name
    /// @param since its due time, or when its job was edited
    public record Found(
            Kind kind, int count, @Nullable InstanceId instance, @Nullable String job, @Nullable Instant since) {}

    private record Row(String instance, String name, Instant since) {}

    /// What waits longer than `patience` and has a date.
    public List<Found> look(Instant now, Duration patience) {
        Instant before = now.minus(patience);
        List<Found> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String sql = kind.sql;
            List<Row> rows = sql == null ? List.of() : rows(sql, before, now);
            if (!rows.isEmpty()) {
                Row oldest = rows.getFirst();
                InstanceId instance = InstanceId.isValid(oldest.instance()) ? new InstanceId(oldest.instance()) : null;
                found.add(new Found(kind, rows.size(), instance, oldest.name(), oldest.since()));
            }
        }
        return found;
    }

    private List<Row> rows(String sql, Instant before, Instant now) {
        return database.call(handle -> {
            var query = handle.createQuery(sql)
                    .bind("before", before.toEpochMilli())
                    .bind("most", MOST);
            if (sql.contains(":edited")) {
                query.bind("edited", now.minus(LONGEST_EDIT).toEpochMilli());
            }
            return query.map((row, context) -> new Row(
                            row.getString("instance_id"),
                            row.getString("name"),
                            Instant.ofEpochMilli(row.getLong("since"))))
                    .list();
        });
    }

    /// The slots that no tenure has now, each with its revision: one that is here twice with the same revision had
    /// nobody in between. A slot whose row is gone has the revision -1.
    public Map<Integer, Long> freeSlots() {
        return database.call(handle -> {
            Map<Integer, Long> free = new HashMap<>();
            for (int slot = 0; slot < Slots.COUNT; slot++) {
                free.put(slot, -1L);
            }
            handle.createQuery(
                            """
                            select o.slot, o.revision, t.epoch is not null owned from slot o
                            left join tenure t on t.epoch = o.owner_epoch and t.ended_at is null""")
                    .map((row, context) -> new long[] {row.getLong(1), row.getLong(2), row.getBoolean(3) ? 1 : 0})
                    .forEach(row -> {
                        if (row[2] == 1) {
                            free.remove((int) row[0]);
                        } else {
                            free.put((int) row[0], row[1]);
                        }
                    });
            return free;
        });
    }
}
