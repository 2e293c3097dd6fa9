package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.RunState;
import io.quartermaster.client.wire.WireReport;
import io.quartermaster.client.wire.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Pools that are small, full, shared or closed: chunks wait for them, and nothing else does.
class FullPoolsTest {
    private static final int CHUNKS = 12;

    private final List<ExecutorService> pools = new ArrayList<>();
    private final Items items = new Items("items");

    @AfterEach
    void closePools() {
        pools.forEach(ExecutorService::shutdownNow);
    }

    @Test
    void reportsAnswersAndRatesFlowWhileEveryPoolIsFull() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService one = one();
        one.execute(() -> blocked(go));
        RecordingLimiter limiter = new RecordingLimiter();
        items.page(3).pool = one;
        items.processPool = one;
        items.writePool = one;
        items.limiter = () -> limiter;
        Items free = new Items("free").page(2);
        try (ChunkBed bed = new ChunkBed(items, free)) {
            List<String> waiting = new ArrayList<>();
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                waiting.add(bed.accept(bed.chunk(ChunkTask.EXECUTE, "items")));
            }
            WireReport other = bed.done(bed.chunk(ChunkTask.EXECUTE, "free"));
            assertThat(other.getSuccess()).isTrue();
            for (String trigger : waiting) {
                assertThat(bed.ask(trigger, Wish.REPORT).getStage()).isEqualTo(RunState.Stage.RUNNING);
            }
            bed.rate(5);
            limiter.await(5);
            assertThat(bed.line().getTotal()).isLessThanOrEqualTo(3);
            go.countDown();
            for (String trigger : waiting) {
                WireReport report = bed.report();
                assertThat(report.getSuccess())
                        .as(trigger + ": " + report.getMessage())
                        .isTrue();
            }
        }
        assertThat(items.allWritten()).hasSize(3 * CHUNKS);
    }

    @Test
    void aPoolOfOneThreadWillDoForAllThatAHandlerHas() throws InterruptedException {
        ExecutorService one = Executors.newSingleThreadExecutor();
        pools.add(one);
        items.page(2_000).pool = one;
        items.processPool = one;
        items.writePool = one;
        allGoesWell(items);
    }

    @Test
    void aPoolThatRefusesIsAskedAgain() throws InterruptedException {
        items.page(300).pool = one();
        allGoesWell(items);
    }

    @Test
    void aPoolMayRunWhatItHasNoRoomForOnTheThreadThatOffersIt() throws InterruptedException {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), new ThreadPoolExecutor.CallerRunsPolicy());
        pools.add(pool);
        items.page(2_000).pool = pool;
        allGoesWell(items);
        items.written.clear();
        items.processPool = Runnable::run;
        items.writePool = Runnable::run;
        allGoesWell(items);
    }

    @Test
    void handlersMayShareTheirPoolsCrosswise() throws InterruptedException {
        ExecutorService left = one();
        ExecutorService right = one();
        Items other = new Items("other").page(500);
        items.page(500).pool = left;
        items.processPool = right;
        items.writePool = left;
        other.pool = right;
        other.processPool = left;
        other.writePool = right;
        allGoesWell(items, other);
    }

    @Test
    void chunksThatAreNotDoneYetDoNotKeepOthersFromTheClientsOwnPools() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Items slow = new Items("slow").page(10);
        slow.process = (context, item) -> {
            ChunkBed.await(go);
            return new DataProcessResult<>(true, "", item);
        };
        try (ChunkBed bed = new ChunkBed(slow, items.page(100))) {
            bed.accept(bed.chunk(ChunkTask.EXECUTE, "slow"));
            assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "items")).getSuccess())
                    .isTrue();
            go.countDown();
            assertThat(bed.report().getSuccess()).isTrue();
        }
    }

    @Test
    void aPoolThatIsClosedOrBrokenFailsTheChunk() throws InterruptedException {
        ExecutorService closed = one();
        closed.shutdown();
        items.page(3).pool = closed;
        Items broken = new Items("broken").page(3);
        broken.pool = task -> {
            throw new IllegalArgumentException("odd");
        };
        try (ChunkBed bed = new ChunkBed(items, broken)) {
            WireReport report = bed.done(bed.chunk(ChunkTask.EXECUTE, "items"));
            assertThat(report.getMessage()).isEqualTo("thread pool of handler items is closed");
            assertThat(bed.done(bed.chunk(ChunkTask.EXECUTE, "broken")).getMessage())
                    .isEqualTo("thread pool of handler broken failed: java.lang.IllegalArgumentException: odd");
        }
    }

    @Test
    void noMoreChunksOfAHandlerRunAtOnceThanItHasRoomFor() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        items.page(1).room = 2;
        items.pre = context -> {
            both.countDown();
            blocked(go);
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            for (int chunk = 0; chunk < 3; chunk++) {
                bed.accept(bed.chunk(ChunkTask.EXECUTE, "items"));
            }
            ChunkBed.await(both);
            assertThat(items.calls).containsExactly("pre", "pre");
            go.countDown();
            for (int chunk = 0; chunk < 3; chunk++) {
                assertThat(bed.report().getSuccess()).isTrue();
            }
        }
    }

    private static void allGoesWell(Items... handlers) throws InterruptedException {
        try (ChunkBed bed = new ChunkBed(handlers)) {
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                for (Items handler : handlers) {
                    handler.perWrite = 3;
                    handler.write = (context, batch) -> ClientCommonResult.buildSuccessResult();
                    bed.accept(bed.chunk(ChunkTask.EXECUTE, handler.getName()));
                }
            }
            for (int report = 0; report < CHUNKS * handlers.length; report++) {
                assertThat(bed.report().getMessage()).isEmpty();
            }
        }
        for (Items handler : handlers) {
            List<String> expected = IntStream.range(0, CHUNKS)
                    .boxed()
                    .flatMap(chunk -> handler.pages.get(0).stream())
                    .toList();
            assertThat(handler.allWritten()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    /// One thread, no queue: it refuses whatever comes while it is at work.
    private ExecutorService one() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());
        pools.add(pool);
        return pool;
    }

    private static void blocked(CountDownLatch go) {
        try {
            ChunkBed.await(go);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
