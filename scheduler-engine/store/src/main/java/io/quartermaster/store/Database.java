package io.quartermaster.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// An open scheduler database: a small connection pool, and the repositories over it.
///
/// Thread-safe. Every call blocks until the database answers or fails with a [StoreException]; nothing of it
/// belongs on a
/// user interface's thread. Opening does not connect and does not migrate: see [#schema()].
public final class Database implements AutoCloseable {
    /// How long a caller waits for a connection before it is told that there is none.
    static final Duration CONNECT_PATIENCE = Duration.ofSeconds(4);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private static final Duration PEOPLES_PATIENCE = Duration.ofSeconds(20);
    private static final int DEADLOCKS_BORNE = 8;
    private static final Duration LONGEST_STEP_BACK = Duration.ofMillis(10);

    /// A process that is frozen in the middle of a transaction must not keep its locks, and with them the lead. Only
    /// MariaDB can be told so; to MySQL the last part is a comment.
    private static final String LET_GO = "set autocommit = 1 /*M! , idle_transaction_timeout = 3 */";

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /// A database over `connections` connections at most, for people: an answer may take its time.
    public static Database open(DatabaseSettings settings, int connections) {
        return open(settings, connections, PEOPLES_PATIENCE);
    }

    /// A database over `connections` connections at most.
    ///
    /// @param patience a connection that gives no answer for so long is taken for lost; a network that swallows
    /// everything says nothing of itself
    public static Database open(DatabaseSettings settings, int connections, Duration patience) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store-" + (settings instanceof DatabaseSettings.MySql ? "mysql" : "h2"));
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECT_PATIENCE.toMillis());
        config.setValidationTimeout(2000);
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        if (settings instanceof DatabaseSettings.MySql) {
            config.setConnectionInitSql(LET_GO);
            config.addDataSourceProperty("socketTimeout", String.valueOf(patience.toMillis()));
        }
        try {
            return new Database(new HikariDataSource(config));
        } catch (RuntimeException e) {
            throw StoreException.of(e);
        }
    }

    /// The schema's state and its migrations.
    public Schema schema() {
        return new Schema(pool);
    }

    public JobRepository jobs() {
        return new JobRepository(this);
    }

    public RecordRepository records() {
        return new RecordRepository(this);
    }

    public ConfigRepository config() {
        return new ConfigRepository(this);
    }

    public TopologyRepository topologies() {
        return new TopologyRepository(this);
    }

    public TopologyRunRepository topologyRuns() {
        return new TopologyRunRepository(this);
    }

    public WorkRepository work() {
        return new WorkRepository(this);
    }

    public CalendarRepository calendars() {
        return new CalendarRepository(this);
    }

    public CommandRepository commands() {
        return new CommandRepository(this);
    }

    public ServerCommandRepository serverCommands() {
        return new ServerCommandRepository(this);
    }

    public AuditRepository audit() {
        return new AuditRepository(this);
    }

    public ClusterRepository cluster() {
        return new ClusterRepository(this);
    }

    public ClientRepository clients() {
        return new ClientRepository(this);
    }

    public AccessKeyRepository accessKeys() {
        return new AccessKeyRepository(this);
    }

    /// The database's clock, which due times and leases are told by.
    public Instant now() {
        return Instant.ofEpochMilli(call(Sql::now));
    }

    /// Runs `work` on one connection, each statement its own transaction.
    ///
    /// @throws StoreException when the database does not do it
    public <T> T call(Function<Handle, T> work) {
        try {
            return jdbi.withHandle(work::apply);
        } catch (JdbiException e) {
            throw StoreException.of(e);
        }
    }

    /// Runs `work` in one READ COMMITTED transaction: all of it or nothing. Where two transactions wait for each other
    /// the database ends one of them; that one is done again from its start, so `work` must change nothing but the
    /// database.
    ///
    /// @throws StoreException when the database does not do it
    public <T> T transaction(Function<Handle, T> work) {
        for (int tries = 1; ; tries++) {
            try {
                // The pool's connections are READ COMMITTED; asking Jdbi for it would hide a lost connection behind its
                // own error.
                return jdbi.inTransaction(work::apply);
            } catch (JdbiException e) {
                if (tries == DEADLOCKS_BORNE || !Sql.deadlock(e)) {
                    throw StoreException.of(e);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(tries * LONGEST_STEP_BACK.toNanos()));
            }
        }
    }

    /// As [#transaction(Function)], without a result.
    public void run(Consumer<Handle> work) {
        transaction(handle -> {
            work.accept(handle);
            return true;
        });
    }

    @Override
    public void close() {
        pool.close();
    }
}
