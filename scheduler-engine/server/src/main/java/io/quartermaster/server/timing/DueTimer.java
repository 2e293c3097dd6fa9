package io.quartermaster.server.timing;

import io.quartermaster.model.RecordId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;

/// Calls when planned records fall due. Quartz with a RAM store is the clockwork: one trigger for each due instant,
/// whatever the number of records, as a trigger costs ten kilobytes. Thread-safe.
public final class DueTimer implements AutoCloseable {
    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final String DUE = "due";
    /// Quartz goes by whole milliseconds of the machine's clock; what is earlier than that was a step of it.
    private static final Duration EARLY = Duration.ofMillis(5);

    /// So many records make an instant a great one.
    private static final int MANY = 16;
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    private final Scheduler scheduler;
    private final Consumer<List<RecordId>> fire;
    private final UnaryOperator<Instant> onMachine;
    private final InstantSource clock;
    /// Guarded by this: the records of each due instant that has a trigger.
    private final Map<Instant, List<RecordId>> waiting = new HashMap<>();
    /// Guarded by this: the latest great instant that was called for.
    private Instant great = Instant.MIN;

    private DueTimer(
            Scheduler scheduler, Consumer<List<RecordId>> fire, UnaryOperator<Instant> onMachine, InstantSource clock) {
        this.scheduler = scheduler;
        this.fire = fire;
        this.onMachine = onMachine;
        this.clock = clock;
    }

    /// A running timer.
    ///
    /// @param clock what due times are told by
    /// @param onMachine when the machine's clock, which Quartz goes by, will show a due time of that clock
    /// @param fire called on one of `threads` threads; must not throw
    public static DueTimer start(
            String name,
            int threads,
            InstantSource clock,
            UnaryOperator<Instant> onMachine,
            Consumer<List<RecordId>> fire) {
        String unique = name + "-" + NUMBERS.incrementAndGet();
        SimpleThreadPool pool = new SimpleThreadPool(threads, Thread.NORM_PRIORITY);
        pool.setThreadNamePrefix(unique + "-fire");
        pool.setMakeThreadsDaemons(true);
        try {
            pool.initialize();
            DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
            factory.createScheduler(unique, unique, pool, new RAMJobStore());
            Scheduler scheduler = factory.getScheduler(unique);
            DueTimer timer = new DueTimer(scheduler, fire, onMachine, clock);
            scheduler.setJobFactory((bundle, owner) -> timer.new FireInstant());
            scheduler.start();
            return timer;
        } catch (SchedulerException e) {
            throw new IllegalStateException("The timer cannot be started", e);
        }
    }

    /// Calls for `record` at that millisecond, at once if it has passed.
    public synchronized void at(Instant instant, RecordId record) {
        Instant due = instant.truncatedTo(ChronoUnit.MILLIS);
        List<RecordId> others = waiting.get(due);
        if (others != null) {
            others.add(record);
            return;
        }
        schedule(due);
        List<RecordId> first = new ArrayList<>();
        first.add(record);
        waiting.put(due, first);
    }

    /// How long work that may wait had better wait, as a great instant is due in a moment or was a moment ago; zero
    /// when there is none, and never long.
    public synchronized Duration calmIn() {
        Instant now = clock.instant();
        Instant next = waiting.entrySet().stream()
                .filter(one -> one.getValue().size() >= MANY
                        && !one.getKey().isBefore(now)
                        && one.getKey().isBefore(now.plus(A_MOMENT)))
                .map(Map.Entry::getKey)
                .max(Instant::compareTo)
                .orElse(great);
        Duration left = next.equals(Instant.MIN) ? Duration.ZERO : Duration.between(now, next.plus(A_MOMENT));
        return left.isNegative() || left.compareTo(A_MOMENT.multipliedBy(2)) > 0 ? Duration.ZERO : left;
    }

    /// Sets every waiting call anew, as the machine's clock was moved: Quartz would call too early or too late.
    public synchronized void rebase() {
        try {
            scheduler.clear();
        } catch (SchedulerException e) {
            throw new IllegalStateException("The timer cannot be set anew", e);
        }
        waiting.keySet().forEach(this::schedule);
    }

    /// Forgets whatever is waiting.
    public synchronized void clear() {
        waiting.clear();
        try {
            scheduler.clear();
        } catch (SchedulerException e) {
            throw new IllegalStateException("The timer cannot be cleared", e);
        }
    }

    /// Ends; waits for the call that is being made.
    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The timer cannot be stopped", e);
        }
    }

    private void schedule(Instant due) {
        String name = due.toEpochMilli() + "-" + NUMBERS.incrementAndGet();
        JobDetail job = JobBuilder.newJob(FireInstant.class)
                .withIdentity(name)
                .usingJobData(DUE, due.toEpochMilli())
                .build();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(name)
                .startAt(Date.from(onMachine.apply(due)))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build();
        try {
            scheduler.scheduleJob(job, trigger);
        } catch (SchedulerException e) {
            throw new IllegalStateException("The timer does not take the due time " + due, e);
        }
    }

    private final class FireInstant implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            Instant due = Instant.ofEpochMilli(context.getMergedJobDataMap().getLong(DUE));
            List<RecordId> records;
            synchronized (DueTimer.this) {
                if (clock.instant().plus(EARLY).isBefore(due) && waiting.containsKey(due)) {
                    schedule(due);
                    return;
                }
                records = waiting.remove(due);
                if (records != null && records.size() >= MANY) {
                    great = due;
                }
            }
            if (records != null) {
                fire.accept(List.copyOf(records));
            }
        }
    }
}
