package io.quartermaster.bench.rivals;

import io.quartermaster.bench.database.BenchDatabase;
import io.quartermaster.bench.race.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.jdbcjobstore.JobStoreSupport;

/// Nodes of a Quartz cluster, and a scheduler that is never started, which stores their jobs.
final class QuartzTeam extends RivalTeam {
    private static final String DDL = "tables_mysql_innodb.sql";
    private static final String ERRORS =
            "select count(*) from QRTZ_TRIGGERS where TRIGGER_STATE = 'ERROR' and JOB_NAME like '%s-%%'";

    private final Scheduler storing;

    private QuartzTeam(BenchDatabase database, String schema, Scheduler storing) {
        super(database, schema);
        this.storing = storing;
    }

    static QuartzTeam over(BenchDatabase database) {
        String schema = database.newSchema();
        List<String> tables = new ArrayList<>(List.of(ddl().split(";")));
        tables.removeIf(String::isBlank);
        tables.add(FiredLog.TABLE);
        database.execute(schema, tables);
        try {
            String url = database.settings(schema).jdbcUrl();
            return new QuartzTeam(
                    database,
                    schema,
                    QuartzStore.tuned(url, database.settings(schema).user(), "storing", 1));
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not work on this database", e);
        }
    }

    @Override
    public void schedule(Workload workload, Instant first) {
        Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
        for (String name : workload.jobNames()) {
            JobDetail job = JobBuilder.newJob(QuartzWork.class)
                    .withIdentity(name)
                    .usingJobData(
                            QuartzWork.MILLIS, String.valueOf(workload.takes().toMillis()))
                    .build();
            jobs.put(job, Set.of(trigger(name, workload, first)));
        }
        try {
            storing.scheduleJobs(jobs, false);
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not take the jobs", e);
        }
    }

    /// What is late is fired all the same, however late.
    private static Trigger trigger(String name, Workload workload, Instant first) {
        return TriggerBuilder.newTrigger()
                .withIdentity(name)
                .startAt(Date.from(first))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInSeconds(1)
                        .withRepeatCount(workload.times() - 1)
                        .withMisfireHandlingInstructionIgnoreMisfires())
                .build();
    }

    @Override
    public String remark(Workload workload) {
        String inError = database.query(schema, String.format(java.util.Locale.ROOT, ERRORS, workload.name()))
                .getFirst()
                .getFirst();
        return inError.equals("0") ? "" : inError + " triggers in state ERROR";
    }

    @Override
    public void close() {
        super.close();
        try {
            storing.shutdown();
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz does not end", e);
        }
    }

    /// Quartz's own tables, without the comments.
    private static String ddl() {
        try (InputStream in = Objects.requireNonNull(JobStoreSupport.class.getResourceAsStream(DDL), DDL)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .reduce("", (before, line) -> before + "\n" + line);
        } catch (IOException e) {
            throw new UncheckedIOException("Quartz's tables cannot be read", e);
        }
    }
}
