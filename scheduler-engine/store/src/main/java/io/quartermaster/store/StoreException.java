package io.quartermaster.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What can go wrong with the database. Unchecked; the message is for engineers, the type is what callers decide by.
public sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The database cannot be reached, or went away in the middle. Trying again later can help; what was asked was
    /// not done,
    /// or, if the connection broke during a commit, may have been.
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// Another process has the embedded database open.
    public static final class InUse extends StoreException {
        private static final long serialVersionUID = 1;

        public InUse(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// A server wrote as the owner of work that is no longer its own: nothing was written. It must stop that work.
    public static final class Fenced extends StoreException {
        private static final long serialVersionUID = 1;

        public Fenced(String message) {
            super(message, null);
        }
    }

    /// Something else: a broken statement, a schema that is not ours, a full disk. Trying again does not help.
    public static final class Fault extends StoreException {
        private static final long serialVersionUID = 1;

        public Fault(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// H2: "Database may be already in use".
    private static final int H2_IN_USE = 90020;

    /// Somebody held a row for too long, as a server frozen within a transaction does: waiting helps.
    private static final int MYSQL_LOCK_WAIT = 1205;

    private static final int H2_LOCK_WAIT = 50200;

    /// The fitting kind for whatever Jdbi, Hikari or a driver threw.
    static StoreException of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if (sql.getErrorCode() == H2_IN_USE) {
                    return new InUse(message(sql), thrown);
                }
                if (state.startsWith("08")
                        || state.startsWith("57P")
                        || sql instanceof java.sql.SQLTransientConnectionException
                        || state.equals("70100")
                        || sql.getErrorCode() == 1053
                        || sql.getErrorCode() == MYSQL_LOCK_WAIT
                        || sql.getErrorCode() == H2_LOCK_WAIT
                        || sql.getErrorCode() == 90067) {
                    return new Unavailable(message(sql), thrown);
                }
            }
        }
        return new Fault(message(thrown), thrown);
    }

    private static String message(Throwable thrown) {
        String text = thrown.getMessage();
        return text == null ? thrown.getClass().getSimpleName() : text;
    }
}
