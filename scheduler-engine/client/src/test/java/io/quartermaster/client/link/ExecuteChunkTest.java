package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.ClientCommonResult;
import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.executor.data.item.DataItemType;
import io.quartermaster.client.model.ClusterJobExecuteContext;
import io.quartermaster.client.model.Progress;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.Communication;
import io.quartermaster.client.wire.RunState;
import io.quartermaster.client.wire.WireChunkResult;
import io.quartermaster.client.wire.WireDispatch;
import io.quartermaster.client.wire.WireParam;
import io.quartermaster.client.wire.WireProgress;
import io.quartermaster.client.wire.WireReport;
import io.quartermaster.client.wire.Wish;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class ExecuteChunkTest {
    private final Items items = new Items("items");

    @Test
    void whatIsReadInSeveralPagesIsProcessedAndWritten() throws InterruptedException {
        items.pages = List.of(List.of("a", "b"), List.of(), List.of("c"), Items.numbers(1_000));
        items.process = (context, item) -> new DataProcessResult<>(true, "", item + "!");
        try (ChunkBed bed = new ChunkBed(items)) {
            WireReport report = bed.done(execute(bed));
            assertThat(report.getSuccess()).isTrue();
            assertThat(report.getChunk()).isEqualTo(counts(1_003, 1_003, 0));
        }
        assertThat(items.allWritten()).hasSize(1_003).contains("a!", "b!", "c!", "999!");
        assertThat(items.types).containsOnly(DataItemType.SINGLE);
        assertThat(items.calls).containsExactly("pre", "limiter", "post");
    }

    @Test
    void aWriterIsGivenBatchesAndTheRest() throws InterruptedException {
        items.page(100).perWrite = 7;
        try (ChunkBed bed = new ChunkBed(items)) {
            assertThat(bed.done(execute(bed)).getChunk()).isEqualTo(counts(100, 100, 0));
        }
        assertThat(items.types).containsOnly(DataItemType.MULTIPLE);
        assertThat(items.written).allMatch(batch -> batch.size() <= 7).hasSize(15);
        assertThat(items.allWritten()).containsExactlyInAnyOrderElementsOf(Items.numbers(100));
    }

    @Test
    void itemsThatFailDoNotStopTheOthersButFailTheChunk() throws InterruptedException {
        items.page(10).process = (context, item) -> switch (item) {
            case "3" -> new DataProcessResult<>(false, "the account is closed", null);
            default -> new DataProcessResult<>(true, "", item);
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            WireReport report = bed.done(execute(bed));
            assertThat(report.getSuccess()).isFalse();
            assertThat(report.getMessage()).isEqualTo("1 of 10 items failed: the account is closed");
            assertThat(report.getChunk()).isEqualTo(counts(10, 9, 1));
        }
    }

    @Test
    void whatProcessorAndWriterThrowIsAFailureOfTheirItems() throws InterruptedException {
        items.page(10).process = (context, item) -> {
            if (item.equals("3")) {
                throw new IllegalStateException("no");
            }
            return new DataProcessResult<>(true, "", item.equals("4") ? null : item);
        };
        items.perWrite = 10;
        items.write = (context, batch) -> {
            throw new AssertionError("full");
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            WireReport report = bed.done(execute(bed));
            assertThat(report.getMessage()).startsWith("9 of 10 items failed: java.lang.IllegalStateException: no");
            assertThat(report.getChunk()).isEqualTo(counts(10, 1, 9));
        }
    }

    @Test
    void theReaderIsNotAskedForMoreBeforeAllIsWrittenUnlessItReadsAhead() throws InterruptedException {
        items.pages = List.of(Items.numbers(50), Items.numbers(50));
        items.beforeRead = page -> assertThat(items.allWritten()).hasSize(page * 50);
        try (ChunkBed bed = new ChunkBed(items)) {
            assertThat(bed.done(execute(bed)).getSuccess()).isTrue();
            CountDownLatch secondPage = new CountDownLatch(1);
            items.readsAhead = true;
            items.beforeRead = page -> {
                if (page == 1) {
                    secondPage.countDown();
                }
            };
            items.process = (context, item) -> {
                ChunkBed.await(secondPage);
                return new DataProcessResult<>(true, "", item);
            };
            assertThat(bed.done(execute(bed)).getSuccess()).isTrue();
        }
    }

    @Test
    void whatFailsAroundTheItemsFailsTheChunk() throws InterruptedException {
        items.pages = List.of(Items.numbers(5), Items.numbers(5));
        items.beforeRead = page -> {
            if (page == 1) {
                throw new IllegalStateException("the table is gone");
            }
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            WireReport reading = bed.done(execute(bed));
            assertThat(reading.getMessage())
                    .isEqualTo("java.lang.IllegalStateException: the table is gone"
                            + " (5 items read, 5 written, 0 failed)");
            assertThat(reading.getChunk()).isEqualTo(counts(5, 5, 0));
            items.page(1).beforeRead = page -> {};
            items.post = context -> {
                throw new IllegalStateException("after");
            };
            assertThat(bed.done(execute(bed)).getMessage()).isEqualTo("java.lang.IllegalStateException: after");
            items.calls.clear();
            items.pre = context -> {
                throw new IllegalStateException("before");
            };
            assertThat(bed.done(execute(bed)).getMessage()).isEqualTo("java.lang.IllegalStateException: before");
            assertThat(items.calls).containsExactly("pre");
        }
    }

    @Test
    void aChunkThatIsAskedToStopEndsAndSaysHowFarItCame() throws InterruptedException {
        items.page(5_000);
        CountDownLatch under = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        items.process = (context, item) -> {
            under.countDown();
            try {
                ChunkBed.await(new CountDownLatch(1));
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
                assertThat(context.isStopRequested()).isTrue();
            }
            return new DataProcessResult<>(true, "", item);
        };
        items.post =
                context -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
        try (ChunkBed bed = new ChunkBed(items)) {
            String trigger = bed.accept(execute(bed));
            ChunkBed.await(under);
            assertThat(bed.ask(trigger, Wish.STOP).getStage()).isEqualTo(RunState.Stage.RUNNING);
            WireReport report = bed.report();
            assertThat(report.getMessage())
                    .isEqualTo("it was stopped: 5000 items read, 0 written, 0 failed, 5000 dropped");
            assertThat(report.hasStoppedAfterMs()).isTrue();
        }
        assertThat(interrupted).hasPositiveValue();
        assertThat(items.calls).endsWith("post");
    }

    @Test
    void aChunkThatEndsBecauseItsClientIsClosedIsNotSaidToHaveFailed() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        items.page(10).beforeRead = page -> {
            reading.countDown();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
        };
        items.post = context -> ended.countDown();
        ChunkBed bed = new ChunkBed(items);
        bed.accept(execute(bed));
        ChunkBed.await(reading);
        bed.close();
        ChunkBed.await(ended);

        assertThat(bed.nothingReported()).isTrue();
    }

    @Test
    void everyThreadOfAChunkHasItsTraceAndItsOwnContext() throws InterruptedException {
        Set<ClusterJobExecuteContext> contexts = ConcurrentHashMap.newKeySet();
        Set<String> traces = ConcurrentHashMap.newKeySet();
        items.page(200).pre = context -> look(context, contexts, traces);
        items.beforeRead = page -> traces.add(String.valueOf(MDC.get("traceId")));
        items.process = (context, item) -> {
            look(context, contexts, traces);
            context.putCustomParams("last", item);
            return new DataProcessResult<>(true, "", item);
        };
        items.write = (context, batch) -> {
            look(context, contexts, traces);
            return ClientCommonResult.buildSuccessResult();
        };
        items.post = context -> look(context, contexts, traces);
        try (ChunkBed bed = new ChunkBed(items)) {
            WireDispatch.Builder dispatch = execute(bed)
                    .putParams("day", WireParam.newBuilder().setNumber(5).build());
            WireReport report = bed.done(dispatch);
            assertThat(report.getSuccess()).as(report.getMessage()).isTrue();
            assertThat(report.getParamsMap()).containsOnlyKeys("last");
            assertThat(traces).containsExactly(dispatch.getTraceId());
            assertThat(contexts).singleElement().satisfies(context -> {
                assertThat(context.getChunk().getShardingRule()).isEqualTo("07");
                assertThat(context.getExecuteId()).isEqualTo("execute-1");
                assertThat(context.getRunId()).isEqualTo(ChunkBed.RUN);
                assertThat(context.getChunkId())
                        .isEqualTo(ChunkBed.RUN + "-" + dispatch.getChunk().getChunkId());
                assertThat(context.getCustomParam("day")).isEqualTo(5);
            });
        }
    }

    private static void look(
            ClusterJobExecuteContext context, Set<ClusterJobExecuteContext> contexts, Set<String> traces) {
        contexts.add(context);
        traces.add(String.valueOf(MDC.get("traceId")));
    }

    @Test
    void howFarAChunkIsIsToldWhileItRuns() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        items.page(3).process = (context, item) -> {
            ChunkBed.await(go);
            return new DataProcessResult<>(true, "", item);
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            String trigger = bed.accept(execute(bed));
            WireProgress counted = bed.line();
            assertThat(List.of(counted.getTriggerId(), counted.getTotal(), counted.getSucceed()))
                    .isEqualTo(List.of(trigger, 3L, 0L));
            items.progress = () -> new Progress(70, 30);
            WireProgress own = bed.line();
            while (own.getTotal() == 3) {
                own = bed.line();
            }
            assertThat(List.of(own.getTotal(), own.getSucceed())).isEqualTo(List.of(70L, 30L));
            go.countDown();
            assertThat(bed.report().getSuccess()).isTrue();
        }
    }

    @Test
    void aChunkIsDoneOnceHoweverOftenItIsAskedForAndReportedEvenWhenItsJobIsOneway() throws InterruptedException {
        items.page(3);
        try (ChunkBed bed = new ChunkBed(items)) {
            WireDispatch.Builder dispatch = execute(bed).setCommunication(Communication.ONEWAY);
            WireReport first = bed.done(dispatch);
            assertThat(bed.done(dispatch)).isEqualTo(first);
            assertThat(bed.ask(dispatch.getTriggerId(), Wish.REPORT).getStage()).isEqualTo(RunState.Stage.DONE);
        }
        assertThat(items.written).hasSize(3);
    }

    private static WireDispatch.Builder execute(ChunkBed bed) {
        return bed.chunk(ChunkTask.EXECUTE, "items", ChunkBed.sharding("07"));
    }

    private static WireChunkResult counts(int read, int written, int failed) {
        return WireChunkResult.newBuilder()
                .setRead(read)
                .setWritten(written)
                .setFailed(failed)
                .build();
    }
}
