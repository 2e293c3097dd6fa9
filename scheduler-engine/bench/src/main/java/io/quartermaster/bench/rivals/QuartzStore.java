package io.quartermaster.bench.rivals;

import java.util.Properties;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.simpl.SimpleThreadPool;

/// Schedulers over one clustered JDBC job store.
final class QuartzStore {
    /// How far ahead a node looks; the usual 30 s would only make the benchmark longer.
    private static final String LOOK_AHEAD_MILLIS = "5000";

    private static final String BATCH = "50";
    private static final String CONNECTIONS = "32";

    private QuartzStore() {}

    /// As the manual advises for a busy cluster: Quartz's own pool, which blocks, and many triggers to one lock.
    static Scheduler tuned(String url, String user, String node, int threads) throws SchedulerException {
        Properties properties = clustered(url, user, node);
        properties.setProperty("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
        properties.setProperty("org.quartz.threadPool.threadCount", String.valueOf(threads));
        properties.setProperty("org.quartz.scheduler.batchTriggerAcquisitionMaxCount", BATCH);
        properties.setProperty("org.quartz.jobStore.acquireTriggersWithinLock", "true");
        return new StdSchedulerFactory(properties).getScheduler();
    }

    /// Quartz's defaults behind a pool that never blocks.
    static Scheduler trapped(String url, String user, String node) throws SchedulerException {
        Properties properties = clustered(url, user, node);
        properties.setProperty("org.quartz.threadPool.class", NonBlockingPool.class.getName());
        return new StdSchedulerFactory(properties).getScheduler();
    }

    private static Properties clustered(String url, String user, String node) {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", "rival");
        properties.setProperty("org.quartz.scheduler.instanceId", node);
        properties.setProperty("org.quartz.scheduler.idleWaitTime", LOOK_AHEAD_MILLIS);
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.dataSource", "ds");
        properties.setProperty("org.quartz.dataSource.ds.provider", "hikaricp");
        properties.setProperty("org.quartz.dataSource.ds.driver", "com.mysql.cj.jdbc.Driver");
        properties.setProperty("org.quartz.dataSource.ds.URL", url);
        properties.setProperty("org.quartz.dataSource.ds.user", user);
        properties.setProperty("org.quartz.dataSource.ds.password", "");
        properties.setProperty("org.quartz.dataSource.ds.maxConnections", CONNECTIONS);
        return properties;
    }
}
