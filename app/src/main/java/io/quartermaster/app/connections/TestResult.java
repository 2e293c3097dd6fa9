package io.quartermaster.app.connections;

import io.quartermaster.app.platform.Texts;
import java.time.Duration;
import java.util.Locale;

/// What a test of a connection found. Every outcome has a sentence and says what to do.
public sealed interface TestResult {
    /// @param serverVersion as the database names itself: `10.11.6-MariaDB`
    record Ok(String serverVersion, Duration roundTrip, String schemaVersion) implements TestResult {}

    record Refused(String address, String cause) implements TestResult {}

    record WrongPassword(String user) implements TestResult {}

    record NoSuchSchema(String schema) implements TestResult {}

    record NotOurSchema(String schema) implements TestResult {}

    /// No tables at all: nobody has worked on it yet.
    record EmptySchema(String schema) implements TestResult {}

    record OlderSchema(String found, String expected) implements TestResult {}

    record NewerSchema(String found, String expected) implements TestResult {}

    record TlsProblem(String cause) implements TestResult {}

    record Failed(String cause) implements TestResult {}

    /// True when the connection can be used, perhaps with less than everything.
    default boolean isUsable() {
        return this instanceof Ok || this instanceof OlderSchema || this instanceof NewerSchema;
    }

    /// What was found, in one sentence.
    default String sentence(Texts texts) {
        return switch (this) {
            case Ok ok ->
                texts.get(
                        "connections.test.ok",
                        ok.serverVersion(),
                        String.format(Locale.ROOT, "%.1f", ok.roundTrip().toNanos() / 1e6),
                        ok.schemaVersion());
            case Refused refused -> texts.get("connections.test.refused", refused.address(), refused.cause());
            case WrongPassword wrong -> texts.get("connections.test.password", wrong.user());
            case NoSuchSchema none -> texts.get("connections.test.noschema", none.schema());
            case NotOurSchema other -> texts.get("connections.test.notours", other.schema());
            case EmptySchema empty -> texts.get("connections.test.empty", empty.schema());
            case OlderSchema older -> texts.get("connections.test.older", older.found(), older.expected());
            case NewerSchema newer -> texts.get("connections.test.newer", newer.found(), newer.expected());
            case TlsProblem tls -> texts.get("connections.test.tls", tls.cause());
            case Failed failed -> texts.get("connections.test.failed", failed.cause());
        };
    }

    /// What to do about it.
    default String whatToDo(Texts texts) {
        return texts.get(
                switch (this) {
                    case Ok ok -> "connections.test.ok.todo";
                    case Refused refused -> "connections.test.refused.todo";
                    case WrongPassword wrong -> "connections.test.password.todo";
                    case NoSuchSchema none -> "connections.test.noschema.todo";
                    case NotOurSchema other -> "connections.test.notours.todo";
                    case EmptySchema empty -> "connections.test.empty.todo";
                    case OlderSchema older -> "connections.test.older.todo";
                    case NewerSchema newer -> "connections.test.newer.todo";
                    case TlsProblem tls -> "connections.test.tls.todo";
                    case Failed failed -> "connections.test.failed.todo";
                });
    }
}
