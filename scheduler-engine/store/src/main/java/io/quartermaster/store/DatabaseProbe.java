package io.quartermaster.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tries a connection once and says what is wrong with it. Blocks, at most a few seconds; never throws for what it
/// finds.
public final class DatabaseProbe {
    private static final int ACCESS_DENIED = 1045;
    private static final int ACCESS_DENIED_TO_SCHEMA = 1044;
    private static final int UNKNOWN_SCHEMA = 1049;

    private DatabaseProbe() {}

    /// What was found.
    public sealed interface Finding {
        /// It answers, and the schema is as `state` says.
        record Answers(String product, Duration roundTrip, Schema.State state) implements Finding {}

        /// Nobody listens at that host and port, or the name is unknown.
        record Refused(String detail) implements Finding {}

        /// User or password are wrong, or the account may not use the schema.
        record AccessDenied(String detail) implements Finding {}

        record NoSuchSchema(String schema) implements Finding {}

        /// The two sides do not agree on encryption or trust.
        record TlsProblem(String detail) implements Finding {}

        /// Another process has the embedded database open.
        record InUse(String detail) implements Finding {}

        record Failed(String detail) implements Finding {}
    }

    public static Finding test(DatabaseSettings settings) {
        try (Connection connection =
                DriverManager.getConnection(settings.jdbcUrl(), settings.user(), settings.password())) {
            String product = connection.getMetaData().getDatabaseProductName() + " "
                    + connection.getMetaData().getDatabaseProductVersion();
            return new Finding.Answers(product, roundTrip(connection), Schema.inspect(connection));
        } catch (SQLException e) {
            return finding(settings, e);
        }
    }

    private static Duration roundTrip(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            select(statement);
            long start = System.nanoTime();
            select(statement);
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static void select(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select 1")) {
            row.next();
        }
    }

    private static Finding finding(DatabaseSettings settings, SQLException e) {
        String detail = deepest(e);
        int code = e.getErrorCode();
        if (code == ACCESS_DENIED || code == ACCESS_DENIED_TO_SCHEMA) {
            return new Finding.AccessDenied(detail);
        }
        if (code == UNKNOWN_SCHEMA && settings instanceof DatabaseSettings.MySql mysql) {
            return new Finding.NoSuchSchema(mysql.schema());
        }
        if (StoreException.of(e) instanceof StoreException.InUse) {
            return new Finding.InUse(detail);
        }
        if (hasCause(e, javax.net.ssl.SSLException.class)
                || hasCause(e, java.security.cert.CertificateException.class)
                || detail.contains("SSL")) {
            return new Finding.TlsProblem(detail);
        }
        if (hasCause(e, java.io.IOException.class)) {
            return new Finding.Refused(detail);
        }
        return new Finding.Failed(detail);
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String deepest(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = cause.getMessage();
        return text == null
                ? cause.getClass().getSimpleName()
                : text.lines().findFirst().orElse(text);
    }
}
