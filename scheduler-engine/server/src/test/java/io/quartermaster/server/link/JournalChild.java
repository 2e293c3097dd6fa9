package io.quartermaster.server.link;

import io.quartermaster.client.SchedulerClient;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A business application in a process of its own, to be killed: port, journal directory. Says `ran` for every run.
final class JournalChild {
    private JournalChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        TestHandler handler = TestHandler.doing("hello", context -> {
            System.out.println("ran " + context.getTriggerId());
            return io.quartermaster.client.common.ClientCommonResult.buildSuccessResult();
        });
        SchedulerClient.builder()
                .application("settlement")
                .instance(LinkBed.INSTANCE.value())
                .accessKey("key")
                .secret("secret")
                .server("127.0.0.1:" + arguments[0])
                .timings(LinkBed.TIMES)
                .journalDirectory(Path.of(arguments[1]))
                .handler(handler)
                .build()
                .start();
        new CountDownLatch(1).await();
    }
}
