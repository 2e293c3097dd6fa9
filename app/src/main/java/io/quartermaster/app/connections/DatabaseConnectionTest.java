package io.quartermaster.app.connections;

import io.quartermaster.store.DatabaseProbe;
import io.quartermaster.store.DatabaseProbe.Finding;
import io.quartermaster.store.DatabaseSettings;
import io.quartermaster.store.Schema;

/// The test of a profile against its real database. Blocks for some seconds at most.
public final class DatabaseConnectionTest implements ConnectionTest {
    @Override
    public TestResult test(ConnectionProfile profile, String password) {
        return result(profile, DatabaseProbe.test(settings(profile, password)));
    }

    /// What the store needs to know of a MySQL profile.
    static DatabaseSettings settings(ConnectionProfile profile, String password) {
        return new DatabaseSettings.MySql(
                profile.host(),
                profile.port(),
                profile.schema(),
                profile.user(),
                password,
                DatabaseSettings.Tls.valueOf(profile.tls().name()));
    }

    private static TestResult result(ConnectionProfile profile, Finding finding) {
        return switch (finding) {
            case Finding.Answers answers -> schema(profile, answers);
            case Finding.Refused refused -> new TestResult.Refused(profile.address(), refused.detail());
            case Finding.AccessDenied denied -> new TestResult.WrongPassword(profile.user());
            case Finding.NoSuchSchema none -> new TestResult.NoSuchSchema(none.schema());
            case Finding.TlsProblem tls -> new TestResult.TlsProblem(tls.detail());
            case Finding.InUse inUse -> new TestResult.Failed(inUse.detail());
            case Finding.Failed failed -> new TestResult.Failed(failed.detail());
        };
    }

    private static TestResult schema(ConnectionProfile profile, Finding.Answers answers) {
        return answers.state() instanceof Schema.State.Current
                ? new TestResult.Ok(product(answers.product()), answers.roundTrip(), String.valueOf(Schema.VERSION))
                : unusable(profile.schema(), answers.state());
    }

    /// MariaDB calls itself MySQL 5.5.5 to old drivers; a person is told what it is.
    static String product(String named) {
        return named.replaceFirst("^MySQL (?:5\\.[57]\\.\\d+-)?(\\d[\\d.]*)-MariaDB.*$", "MariaDB $1");
    }

    /// What is wrong with a schema that is not this console's version.
    static TestResult unusable(String schema, Schema.State state) {
        return switch (state) {
            case Schema.State.Current current -> throw new IllegalArgumentException("Nothing is wrong with " + schema);
            case Schema.State.Empty empty -> new TestResult.EmptySchema(schema);
            case Schema.State.NotOurs other -> new TestResult.NotOurSchema(schema);
            case Schema.State.Older older ->
                new TestResult.OlderSchema(String.valueOf(older.found()), String.valueOf(older.needed()));
            case Schema.State.Newer newer ->
                new TestResult.NewerSchema(String.valueOf(newer.found()), String.valueOf(newer.needed()));
        };
    }
}
