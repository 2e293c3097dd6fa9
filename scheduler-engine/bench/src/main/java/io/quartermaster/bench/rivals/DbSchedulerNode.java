package io.quartermaster.bench.rivals;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One db-scheduler node as a process, looking ten times a second. It ends when its standard input does.
@Command(name = "db-scheduler-node")
public final class DbSchedulerNode implements Callable<Integer> {
    private static final int CONNECTIONS = 32;
    private static final int LOG_CONNECTIONS = 16;
    private static final Duration POLL = Duration.ofMillis(100);

    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(names = "--lock-and-fetch", description = "with SKIP LOCKED, in place of fetching and locking on execution")
    private boolean lockAndFetch;

    public static void main(String[] arguments) {
        RivalTeam.quiet();
        System.exit(new CommandLine(new DbSchedulerNode()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        try (HikariDataSource pool = FiredLog.pool(options.url, options.user, CONNECTIONS);
                FiredLog log = new FiredLog(FiredLog.pool(options.url, options.user, LOG_CONNECTIONS), options.node)) {
            Scheduler scheduler = scheduler(pool, new RivalWork(log, InstantSource.system()));
            scheduler.start();
            System.out.println(RivalTeam.READY);
            System.in.transferTo(OutputStream.nullOutputStream());
            scheduler.stop();
        }
        return CommandLine.ExitCode.OK;
    }

    private Scheduler scheduler(HikariDataSource pool, RivalWork work) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                options.threads, options.threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        threads.prestartAllCoreThreads();
        var builder = Scheduler.create(pool, DbSchedulerTask.running(work))
                .schedulerName(new SchedulerName.Fixed(options.node))
                .jdbcCustomization(new MySQL8JdbcCustomization(true))
                .alwaysPersistTimestampInUTC()
                .pollingInterval(POLL)
                .threads(options.threads)
                .executorService(threads);
        return lockAndFetch
                ? builder.pollUsingLockAndFetch(0.5, 1.0).build()
                : builder.pollUsingFetchAndLockOnExecute(0.5, 3.0).build();
    }
}
