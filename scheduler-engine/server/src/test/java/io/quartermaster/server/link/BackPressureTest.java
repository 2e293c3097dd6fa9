package io.quartermaster.server.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.SchedulerClient;
import io.quartermaster.client.common.ClientCommonResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackPressureTest {
    private static final int MANY = 6_000;

    private final LinkBed bed = new LinkBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void aSlowClientSlowsOnlyItsOwnQueueStaysConnectedAndLosesNothing() {
        CountDownLatch go = new CountDownLatch(1);
        ThreadPoolExecutor one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
        TestHandler slow = new TestHandler("slow", one, context -> {
            go.await();
            return ClientCommonResult.buildSuccessResult();
        });
        ConnectedClient slowClient = bed.connect(slow);
        ConnectedClient fastClient = bed.connect(TestHandler.succeeding("fast"));

        List<CompletableFuture<Void>> handedOver = new CopyOnWriteArrayList<>();
        Thread sender = Thread.ofVirtual().start(() -> sendMany(slowClient, handedOver));
        Eventually.until("the sender has to wait", () -> sender.getState() == Thread.State.WAITING);
        for (int i = 0; i < 200; i++) {
            bed.server.send(fastClient.sessionId(), LinkBed.dispatch("fast" + i, "fast"));
        }
        Eventually.until("the fast one is through", () -> bed.heard.reports.size() == 200);
        assertThat(handedOver).anySatisfy(each -> assertThat(each).isNotDone());
        // Longer than the limit for frozen peers: not reading is not the same as being frozen.
        CountDownLatch passed = new CountDownLatch(1);
        CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS).execute(passed::countDown);
        Eventually.until("longer than the frozen limit", () -> passed.getCount() == 0);
        assertThat(bed.heard.disconnected).isEmpty();

        go.countDown();
        one.setMaximumPoolSize(200);
        Eventually.until("all are through", () -> bed.heard.reports.size() == 200 + MANY);
        Set<String> answered = Set.copyOf(bed.heard.reportedTriggers());
        assertThat(answered).hasSize(200 + MANY);
        assertThat(slow.calls).hasSize(MANY);
        one.shutdown();
    }

    @Test
    void closingLeavesNoThreads() {
        ConnectedClient client = bed.connect(TestHandler.succeeding("hello"));
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "hello"));
        Eventually.until("reported", () -> !bed.heard.reports.isEmpty());
        assertThat(ours()).isNotEmpty();
        bed.close();
        Eventually.until("no thread is left of " + ours(), () -> ours().isEmpty());
    }

    @Test
    void closingLetsRunningHandlersEndAndTellsTheServer() {
        TestHandler slow = TestHandler.doing("slow", context -> {
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
            return ClientCommonResult.buildSuccessResult();
        });
        SchedulerClient leaving = bed.started(bed.builder(slow));
        Eventually.until("connected", () -> !bed.heard.connected.isEmpty());
        ConnectedClient client = bed.heard.connected.get(0);
        bed.server.send(client.sessionId(), LinkBed.dispatch("t1", "slow"));
        Eventually.until("it runs", () -> !slow.calls.isEmpty());
        leaving.close();
        assertThat(bed.heard.reportedTriggers()).containsExactly("t1");
        Eventually.until("gone", () -> !bed.heard.disconnected.isEmpty());
        assertThat(bed.heard.disconnected.get(0)).endsWith("the client ended the link");
    }

    private void sendMany(ConnectedClient client, List<CompletableFuture<Void>> handedOver) {
        String padding = "x".repeat(500);
        for (int i = 0; i < MANY; i++) {
            handedOver.add(bed.server
                    .send(client.sessionId(), LinkBed.dispatch("slow" + i, "slow", Map.of("padding", padding)))
                    .toCompletableFuture());
        }
    }

    private static Set<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("scheduler-") || name.startsWith("link-") || name.startsWith("grpc-"))
                .collect(Collectors.toSet());
    }
}
