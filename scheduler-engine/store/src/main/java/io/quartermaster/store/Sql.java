package io.quartermaster.store;

import io.quartermaster.model.InstanceId;
import io.quartermaster.model.TraceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What every repository needs of the dialect: the clock, and instants as milliseconds.
public final class Sql {
    /// The database's clock in UTC milliseconds, as an expression; sessions run in UTC.
    public static final String NOW_MILLIS =
            "(timestampdiff(microsecond, timestamp '1970-01-01 00:00:00', now(6)) / 1000)";

    private Sql() {}

    public static long now(Handle handle) {
        return handle.createQuery("select " + NOW_MILLIS)
                .mapTo(Double.class)
                .one()
                .longValue();
    }

    public static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    /// For columns the schema holds `not null`.
    public static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    /// Whether a statement was ended as it and another transaction waited for each other (40001 everywhere).
    static boolean deadlock(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && "40001".equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /// The instance a row belongs to. One written by hand need not be an instance id: then it is the nearest thing that
    /// is one, so that the row can be shown.
    static InstanceId instanceId(String stored) {
        if (InstanceId.isValid(stored)) {
            return new InstanceId(stored);
        }
        String nearest = stored.strip().replaceAll("[^A-Za-z0-9_.-]", "_");
        return new InstanceId(
                nearest.isEmpty() ? "_" : nearest.substring(0, Math.min(nearest.length(), InstanceId.MAX_LENGTH)));
    }

    /// The trace of a row; one written by hand need not be one, and then finds no log line.
    static TraceId traceId(String stored) {
        return TraceId.isValid(stored) ? new TraceId(stored) : new TraceId("unreadable");
    }

    /// Whether a statement failed because a unique key already has such a row (MySQL and MariaDB 23000, H2 23505).
    static boolean duplicateKey(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("23")) {
                return true;
            }
        }
        return false;
    }
}
