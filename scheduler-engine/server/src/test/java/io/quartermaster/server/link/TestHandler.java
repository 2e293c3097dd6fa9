package io.quartermaster.server.link;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A handler that does what the test says and remembers what it was asked.
final class TestHandler implements ISimpleJobHandler {
    interface Work {
        @Nullable
        ClientCommonResult on(JobExecuteContext context) throws Exception;
    }

    final List<JobExecuteContext> calls = new CopyOnWriteArrayList<>();
    private final String name;
    private final @Nullable Executor pool;
    private final Work work;

    TestHandler(String name, @Nullable Executor pool, Work work) {
        this.name = name;
        this.pool = pool;
        this.work = work;
    }

    static TestHandler succeeding(String name) {
        return new TestHandler(name, null, context -> ClientCommonResult.buildSuccessResult());
    }

    static TestHandler doing(String name, Work work) {
        return new TestHandler(name, null, work);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return pool;
    }

    @Override
    @SuppressWarnings("NullAway") // one test returns null on purpose, as careless handlers do
    public ClientCommonResult handle(JobExecuteContext context) throws Exception {
        calls.add(context);
        return work.on(context);
    }
}
