package io.quartermaster.sample;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.model.JobExecuteContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The handlers of the sample application: one for each way a run can go, and those of the sample topologies.
final class SampleHandlers {
    private static final int DEFAULT_SECONDS = 5;
    /// The key of the parameter that `counts` gives back.
    static final String COUNT = "count";

    private final Console console;
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();

    SampleHandlers(Console console) {
        this.console = console;
    }

    List<SampleHandler> all() {
        List<SampleHandler> all = new ArrayList<>(BusinessHandlers.all(console));
        all.addAll(List.of(
                named("hello", context -> ClientCommonResult.buildSuccessResult()),
                named("slow", SampleHandlers::slow),
                named("fails", context -> ClientCommonResult.buildFailResult("the sample was asked to fail")),
                named("throws", context -> {
                    throw new IllegalStateException("the sample was asked to throw");
                }),
                named("counts", this::counts),
                named("flaky", context -> flaky())));
        return List.copyOf(all);
    }

    private SampleHandler named(String name, SampleHandler.Work work) {
        return new SampleHandler(name, work, console);
    }

    private static ClientCommonResult slow(JobExecuteContext context) throws InterruptedException {
        int seconds = context.getCustomParam("seconds") instanceof Integer asked ? asked : DEFAULT_SECONDS;
        CountDownLatch never = new CountDownLatch(1);
        for (int second = 1; second <= seconds; second++) {
            boolean ignored = never.await(1, TimeUnit.SECONDS);
            context.reportProgress("second " + second + " of " + seconds);
        }
        return ClientCommonResult.buildSuccessResult();
    }

    private ClientCommonResult counts(JobExecuteContext context) {
        context.putCustomParams(COUNT, counted.incrementAndGet());
        return ClientCommonResult.buildSuccessResult();
    }

    private ClientCommonResult flaky() {
        int run = tries.incrementAndGet();
        return run % 2 == 0
                ? ClientCommonResult.buildFailResult("run " + run + " is an even one, and those fail")
                : ClientCommonResult.buildSuccessResult();
    }
}
