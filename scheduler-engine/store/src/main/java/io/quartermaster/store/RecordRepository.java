package io.quartermaster.store;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.JobId;
import io.quartermaster.model.RecordEvent;
import io.quartermaster.model.RecordId;
import io.quartermaster.model.RunStatus;
import io.quartermaster.model.TriggerReason;
import io.quartermaster.model.TriggerRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jspecify.annotations.Nullable;

/// The ledger, read. Thread-safe; blocks; throws [StoreException].
public final class RecordRepository {
    /// MySQL and MariaDB, which alone read this comment, go to where the page begins; left to themselves they read the
    /// instance's records from the newest one on until they are there, which takes seconds in a long history.
    private static final String FROM_THERE = " /*! force index (ix_trigger_record_instance_id_due_at) */";

    private final Database database;

    RecordRepository(Database database) {
        this.database = database;
    }

    /// Which records are wanted. Empty or null means any; PLANNED ones only when named.
    ///
    /// @param text part of the job's name, a trace id, or the record's number with or without a #
    public record Filter(@Nullable JobId job, Set<RunStatus> statuses, String text) {
        /// Every record whose time has come.
        public static final Filter ALL = new Filter(null, Set.of(), "");

        public Filter {
            statuses = Set.copyOf(statuses);
        }
    }

    /// The newest `limit` records by due time that come after `last` in that order (null: from the newest on).
    public List<TriggerRecord> page(InstanceId instance, Filter filter, @Nullable TriggerRecord last, int limit) {
        Set<RunStatus> wanted =
                filter.statuses().isEmpty() ? EnumSet.complementOf(EnumSet.of(RunStatus.PLANNED)) : filter.statuses();
        // a word nobody knows can only be asked for by naming all the others
        boolean unknown = wanted.contains(RunStatus.UNKNOWN);
        List<String> statuses = Stream.of(RunStatus.values())
                .filter(status -> status != RunStatus.UNKNOWN && wanted.contains(status) != unknown)
                .map(Enum::name)
                .toList();
        boolean deep = last != null && filter.statuses().isEmpty() && filter.job() == null;
        String sql = "select * from trigger_record" + (deep ? FROM_THERE : "") + " where instance_id = :instance"
                + (statuses.isEmpty() ? "" : " and status " + (unknown ? "not in" : "in") + " (<statuses>)")
                + (last == null ? "" : " and (due_at < :due or (due_at = :due and id < :id))")
                + (filter.job() == null ? "" : " and job_id = :job")
                + (filter.text().isBlank()
                        ? ""
                        : " and (lower(job_name) like :text escape '!' or trace_id = :trace or id = :number)")
                + " order by due_at desc, id desc limit :limit";
        JobId job = filter.job();
        return database.call(handle -> handle.createQuery(sql)
                .bind("instance", instance.value())
                .bindList(EmptyHandling.NULL_KEYWORD, "statuses", statuses)
                .bind("due", last == null ? 0 : last.due().toEpochMilli())
                .bind("id", last == null ? 0 : last.id().value())
                .bind("job", job == null ? 0 : job.value())
                .bind("text", "%" + escaped(filter.text().strip().toLowerCase(java.util.Locale.ROOT)) + "%")
                .bind("trace", filter.text().strip())
                .bind("number", number(filter.text().strip()))
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /// What was triggered in those zones and has not reported, and can be sent again: the oldest `limit`. What is done
    // in
    /// pieces, and topologies, are not among them, as their pieces and nodes find another zone by themselves.
    public List<TriggerRecord> unreported(InstanceId instance, Collection<String> zones, int limit) {
        if (zones.isEmpty()) {
            return List.of();
        }
        return database.call(handle -> handle.createQuery(
                        """
                        select r.* from trigger_record r join job j on j.id = r.job_id
                        where r.instance_id = :instance and r.status = 'EXECUTING' and r.zone in (<zones>)
                          and j.job_type in ('SIMPLE', 'MESSAGE')
                          and not exists (select 1 from work_run w where w.record_id = r.id)
                        order by r.id limit :limit""")
                .bind("instance", instance.value())
                .bindList("zones", List.copyOf(zones))
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    public Optional<TriggerRecord> find(RecordId id) {
        return database.call(handle -> handle.createQuery("select * from trigger_record where id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    /// What happened to a firing and why, oldest first: the usual is in its row, the unusual in events of its own.
    public List<RecordEvent> events(RecordId id) {
        return database.call(handle -> {
            List<RecordEvent> events = new ArrayList<>();
            handle.createQuery("select * from trigger_record where id = :id")
                    .bind("id", id.value())
                    .map((row, context) -> RecordStories.usual(row))
                    .findOne()
                    .ifPresent(events::addAll);
            handle.createQuery("select happened_at, kind, detail from record_event where record_id = :id order by seq")
                    .bind("id", id.value())
                    .map((row, context) -> new RecordEvent(
                            0, Sql.time(row, "happened_at"), row.getString("kind"), row.getString("detail")))
                    .forEach(events::add);
            return RecordStories.inOrder(events);
        });
    }

    /// The number of the record a person means; 0, which none has, when the text is none.
    private static long number(String text) {
        return text.matches("#?\\d{1,18}") ? Long.parseLong(text.replace("#", "")) : 0;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /// Reads the row of `select * from trigger_record`.
    public static TriggerRecord read(ResultSet row) throws SQLException {
        return new TriggerRecord(
                new RecordId(row.getLong("id")),
                Sql.instanceId(row.getString("instance_id")),
                new JobId(row.getLong("job_id")),
                row.getString("job_name"),
                Sql.traceId(row.getString("trace_id")),
                TriggerReason.of(row.getString("reason")),
                RunStatus.of(row.getString("status")),
                row.getInt("attempt"),
                Sql.time(row, "due_at"),
                Sql.instant(row, "fired_at"),
                Sql.instant(row, "finished_at"),
                row.getString("zone"),
                row.getString("client"),
                row.getString("result"),
                row.getString("error"),
                row.getString("progress"),
                row.getString("server_id"));
    }
}
