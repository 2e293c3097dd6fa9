package io.quartermaster.server;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A handler that remembers its calls, and ends as it is told.
final class TestHandler implements ISimpleJobHandler {
    final List<Instant> dues = new CopyOnWriteArrayList<>();
    final List<JobExecuteContext> calls = new CopyOnWriteArrayList<>();
    final AtomicBoolean fails = new AtomicBoolean();
    private final String name;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean polite;

    TestHandler(String name) {
        this.name = name;
    }

    /// From now on a run ends when it is asked to stop.
    TestHandler polite() {
        polite = true;
        return this;
    }

    /// From now on a run ends only after [#open()].
    TestHandler shut() {
        gate = new CountDownLatch(1);
        return this;
    }

    void open() {
        gate.countDown();
    }

    @Override
    public ClientCommonResult handle(JobExecuteContext context) {
        dues.add(context.getDueTime());
        calls.add(context);
        context.reportProgress("run " + calls.size());
        await(context);
        return fails.get()
                ? ClientCommonResult.buildFailResult("no money, no\nsettlement")
                : ClientCommonResult.buildSuccessResult();
    }

    /// As stubborn as real handlers are, if it is not polite: it does not mind being interrupted.
    private void await(JobExecuteContext context) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (gate.getCount() > 0 && !(polite && context.isStopRequested()) && System.nanoTime() < end) {
            try {
                boolean opened = gate.await(100, TimeUnit.MILLISECONDS);
                if (opened) {
                    return;
                }
            } catch (InterruptedException e) {
                // goes on, that is the point
            }
        }
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return null;
    }
}
