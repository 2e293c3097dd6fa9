package io.quartermaster.server.peer;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/// A handler that remembers the parameter `n` of its calls, in their order as long as its pool has one thread.
final class Calls implements ISimpleJobHandler {
    final List<Integer> numbers = Collections.synchronizedList(new ArrayList<>());
    private final String name;
    private final Executor pool;
    private final CountDownLatch gate;

    Calls(String name, Executor pool, CountDownLatch gate) {
        this.name = name;
        this.pool = pool;
        this.gate = gate;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Executor getThreadPool() {
        return pool;
    }

    @Override
    public ClientCommonResult handle(JobExecuteContext context) throws InterruptedException {
        gate.await();
        numbers.add((Integer) Objects.requireNonNull(context.getCustomParam("n")));
        return ClientCommonResult.buildSuccessResult();
    }
}
