package io.quartermaster.client.work;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One call of a simple handler.
public final class SimpleWork implements Work {
    private final ISimpleJobHandler handler;
    private final Firing firing;
    private @Nullable JobExecuteContext context;

    public SimpleWork(ISimpleJobHandler handler, Firing firing) {
        this.handler = handler;
        this.firing = firing;
    }

    @Override
    public @Nullable ClientCommonResult run(RunSignals signals) throws Exception {
        JobExecuteContext made =
                new JobExecuteContext(firing.trigger(), firing.params(), signals::progress, signals::stopRequested);
        context = made;
        return handler.handle(made);
    }

    @Override
    public Map<String, Object> params() {
        return context == null ? Map.of() : context.putParams();
    }
}
