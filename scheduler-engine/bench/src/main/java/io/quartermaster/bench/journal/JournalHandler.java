package io.quartermaster.bench.journal;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Takes as many milliseconds as the job's parameter [#MILLIS] says, none if there is none, and writes that down.
/// Thread-safe.
final class JournalHandler implements ISimpleJobHandler {
    private final String name;
    private final Journal journal;
    private final InstantSource clock;
    private final Executor threads;
    private final CountDownLatch never = new CountDownLatch(1);

    JournalHandler(String name, Journal journal, InstantSource clock, Executor threads) {
        this.name = name;
        this.journal = journal;
        this.clock = clock;
        this.threads = threads;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Executor getThreadPool() {
        return threads;
    }

    @Override
    public ClientCommonResult handle(JobExecuteContext context) throws InterruptedException, IOException {
        long entered = clock.millis();
        try {
            if (context.getCustomParam(JournalClient.MILLIS) instanceof Integer millis && millis > 0) {
                boolean ended = never.await(millis, TimeUnit.MILLISECONDS);
                assert !ended;
            }
        } finally {
            // A run that was stopped ran all the same.
            journal.add(new Execution(
                    context.getTriggerId(),
                    context.getTracerId(),
                    context.getJobName(),
                    context.getDueTime().toEpochMilli(),
                    entered,
                    clock.millis()));
        }
        boolean unlucky = context.getCustomParam(JournalClient.FAILING) instanceof Integer percent
                && ThreadLocalRandom.current().nextInt(100) < percent;
        return unlucky || Boolean.TRUE.equals(context.getCustomParam(JournalClient.FAILS))
                ? ClientCommonResult.buildFailResult("it was asked to fail")
                : ClientCommonResult.buildSuccessResult();
    }
}
