package io.quartermaster.bench.rivals;

import java.sql.SQLException;
import java.util.Objects;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/// The job class of every Quartz job here. Public, because Quartz makes it.
public final class QuartzWork implements Job {
    /// Where the scheduler keeps the [RivalWork].
    static final String WORK = "work";
    /// The job's own data: how long its handler takes.
    static final String MILLIS = "millis";

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            RivalWork work = (RivalWork)
                    Objects.requireNonNull(context.getScheduler().getContext().get(WORK), WORK);
            work.run(
                    context.getJobDetail().getKey().getName(),
                    context.getScheduledFireTime().getTime(),
                    Long.parseLong(context.getMergedJobDataMap().getString(MILLIS)));
        } catch (SQLException | SchedulerException e) {
            throw new JobExecutionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobExecutionException(e);
        }
    }
}
