package io.quartermaster.store.engine;

import io.quartermaster.store.Database;
import java.time.Duration;
import java.time.Instant;

/// One statement that says whether a leader has anything to do, so that one that has not asks for little else. Every
/// part of it is answered from an index. Thread-safe; blocks; throws [io.quartermaster.store.StoreException].
public final class Pulse {
    /// An edit is dated when it is written and seen when it is committed, which is later.
    private static final Duration LONGEST_EDIT = Duration.ofSeconds(60);

    private static final String LOOK =
            """
            select
              exists (select 1 from command where state = 'NEW') asked,
              exists (select 1 from job j left join job_schedule s on s.job_id = j.id
                where j.updated_at >= :since and (s.job_id is null or s.job_version <> j.version)) edited,
              exists (select 1 from job_schedule where next_due_at <= :horizon) due,
              exists (select 1 from trigger_record where status = 'PLANNED' and due_at <= :horizon) planned,
              exists (select 1 from trigger_record where status = 'EXECUTING') running""";

    private final Database database;

    public Pulse(Database database) {
        this.database = database;
    }

    /// What there is to do.
    ///
    /// @param asked commands wait for an answer
    /// @param plan jobs were edited or fall due, or planned rows do
    /// @param running runs are to be watched
    public record Work(boolean asked, boolean plan, boolean running) {}

    /// Looks once. Jobs that were deleted, or changed without a date, are not seen here.
    public Work look(Instant now, Instant horizon) {
        return database.call(handle -> handle.createQuery(LOOK)
                .bind("since", now.minus(LONGEST_EDIT).toEpochMilli())
                .bind("horizon", horizon.toEpochMilli())
                .map((row, context) -> new Work(
                        row.getBoolean("asked"),
                        row.getBoolean("edited") || row.getBoolean("due") || row.getBoolean("planned"),
                        row.getBoolean("running")))
                .one());
    }
}
