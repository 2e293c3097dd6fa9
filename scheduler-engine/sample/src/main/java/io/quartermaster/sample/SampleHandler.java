package io.quartermaster.sample;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.handler.ISimpleJobHandler;
import io.quartermaster.client.model.JobExecuteContext;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A handler that says on the console that it was called, and how that ended. Thread-safe.
///
/// @param name what the job in the console names
record SampleHandler(String name, Work work, Console console) implements ISimpleJobHandler {
    /// What the handler does.
    @FunctionalInterface
    interface Work {
        ClientCommonResult on(JobExecuteContext context) throws Exception;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public @Nullable Executor getThreadPool() {
        return null;
    }

    @Override
    public ClientCommonResult handle(JobExecuteContext context) throws Exception {
        String run = name + " for job " + context.getJobName() + " (trace " + context.getTracerId() + ")";
        console.say("run   " + run + ", due " + context.getDueTime() + ", fired " + context.getFireTime());
        try {
            ClientCommonResult result = work.on(context);
            console.say("end   " + run + ": " + result);
            return result;
        } catch (Exception e) {
            console.say("end   " + run + ": threw " + e);
            throw e;
        }
    }
}
