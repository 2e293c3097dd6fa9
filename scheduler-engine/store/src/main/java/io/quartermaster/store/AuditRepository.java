package io.quartermaster.store;

import io.quartermaster.model.Actor;
import io.quartermaster.model.AuditEntry;
import io.quartermaster.model.InstanceId;
import io.quartermaster.model.Job;
import io.quartermaster.model.JobJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who changed what. Rows are only ever added, in the transaction of the change they tell of.
/// Thread-safe; blocks; throws [StoreException].
public final class AuditRepository {
    private static final String INSERT =
            """
            insert into audit (happened_at, who, host, instance_id, action, object_kind, object_name, reason,
              before_json, after_json)
            values (:now, :who, :host, :instance, :action, :kind, :name, :reason, :before, :after)""";

    private final Database database;

    AuditRepository(Database database) {
        this.database = database;
    }

    /// The newest `limit` entries of the instance that are older than entry `before` (null: from the newest on).
    public List<AuditEntry> page(InstanceId instance, @Nullable AuditEntry before, int limit) {
        return database.call(handle -> handle.createQuery(
                        """
                        select * from audit where instance_id = :instance and id < :before
                        order by id desc limit :limit""")
                .bind("instance", instance.value())
                .bind("before", before == null ? Long.MAX_VALUE : before.id())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /// The same, of those that hold `text` in who, action, object or reason, or whose action is one of `actions`.
    ///
    /// @param text    any case; blank finds every entry
    /// @param actions actions that a person names otherwise than the database, and so cannot be found by `text`
    public List<AuditEntry> search(
            InstanceId instance, String text, Set<String> actions, @Nullable AuditEntry before, int limit) {
        if (text.isBlank()) {
            return page(instance, before, limit);
        }
        String sql =
                """
                select * from audit where instance_id = :instance and id < :before and (
                  lower(who) like :text escape '!' or lower(action) like :text escape '!'
                  or lower(object_name) like :text escape '!' or lower(reason) like :text escape '!'"""
                        + (actions.isEmpty() ? "" : " or action in (<actions>)")
                        + ") order by id desc limit :limit";
        return database.call(handle -> {
            Query query = handle.createQuery(sql)
                    .bind("instance", instance.value())
                    .bind("before", before == null ? Long.MAX_VALUE : before.id())
                    .bind("text", "%" + escaped(text.strip().toLowerCase(Locale.ROOT)) + "%")
                    .bind("limit", limit);
            if (!actions.isEmpty()) {
                query.bindList("actions", List.copyOf(actions));
            }
            return query.map((row, context) -> read(row)).list();
        });
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /// Adds a line in the transaction of what it tells.
    public static void write(
            Handle handle,
            Actor actor,
            InstanceId instance,
            String action,
            String kind,
            String name,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {
        handle.createUpdate(INSERT)
                .bind("now", Sql.now(handle))
                .bind("who", actor.who())
                .bind("host", actor.host())
                .bind("instance", instance.value())
                .bind("action", action)
                .bind("kind", kind)
                .bind("name", name)
                .bind("reason", reason)
                .bind("before", before)
                .bind("after", after)
                .execute();
    }

    /// The lines of many new jobs.
    static void writeCreated(Handle handle, Actor actor, List<Job> jobs, Instant now) {
        PreparedBatch lines = handle.prepareBatch(INSERT);
        for (Job job : jobs) {
            lines.bind("now", now.toEpochMilli())
                    .bind("who", actor.who())
                    .bind("host", actor.host())
                    .bind("instance", job.spec().instance().value())
                    .bind("action", "job.create")
                    .bind("kind", "job")
                    .bind("name", job.spec().name())
                    .bind("reason", (String) null)
                    .bind("before", (String) null)
                    .bind("after", JobJson.write(job))
                    .add();
        }
        lines.execute();
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                Sql.time(row, "happened_at"),
                new Actor(row.getString("who"), row.getString("host")),
                Sql.instanceId(row.getString("instance_id")),
                row.getString("action"),
                row.getString("object_kind"),
                row.getString("object_name"),
                row.getString("reason"),
                row.getString("before_json"),
                row.getString("after_json"));
    }
}
