package io.quartermaster.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.quartermaster.client.common.DataProcessResult;
import io.quartermaster.client.wire.ChunkTask;
import io.quartermaster.client.wire.WireDispatch;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChunkRateTest {
    private final Items items = new Items("items").page(10);
    private final RecordingLimiter limiter = new RecordingLimiter();

    @Test
    void aRunsChunksShareOneLimiterThatObeysTheServer() throws InterruptedException {
        items.limiter = () -> limiter;
        try (ChunkBed bed = new ChunkBed(items)) {
            bed.done(chunk(bed, 20));
            limiter.await(20);
            bed.done(chunk(bed, 20));
            bed.rate(20);
            bed.rate(7);
            limiter.await(7);
            bed.done(chunk(bed, 9));
            limiter.await(9);
            bed.rate(0);
            limiter.await(RecordingLimiter.NONE);
            assertThat(limiter.rates).isEmpty();
            assertThat(limiter.passed).hasValue(30);
            assertThat(items.calls.stream().filter("limiter"::equals)).hasSize(1);
        }
    }

    @Test
    void whatTheCodeHasSetHoldsAsLongAsTheServerWantsNothingElse() throws InterruptedException {
        items.limiter = () -> limiter;
        try (ChunkBed bed = new ChunkBed(items)) {
            bed.done(chunk(bed, 0));
            assertThat(limiter.rates).isEmpty();
            assertThat(limiter.passed).hasValue(10);
        }
    }

    @Test
    void theServersRateIsKeptWithoutALimiterOfTheHandlerToo() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger processed = new AtomicInteger();
        items.page(100_000).process = (context, item) -> {
            processed.incrementAndGet();
            first.countDown();
            return new DataProcessResult<>(true, "", null);
        };
        try (ChunkBed bed = new ChunkBed(items)) {
            bed.accept(chunk(bed, 1));
            ChunkBed.await(first);
            assertThat(processed.get()).isLessThan(1_000);
            bed.rate(0);
            assertThat(bed.report().getSuccess()).isTrue();
            assertThat(processed).hasValue(100_000);
        }
    }

    @Test
    void aRunThatIsFinishedIsForgottenAndRatesOfUnknownRunsAreNothing() throws InterruptedException {
        items.limiter = () -> limiter;
        try (ChunkBed bed = new ChunkBed(items)) {
            bed.rate(3);
            bed.done(chunk(bed, 5));
            limiter.await(5);
            assertThat(bed.done(bed.chunk(ChunkTask.FINISH, "items")).getSuccess())
                    .isTrue();
            bed.done(chunk(bed, 5));
            limiter.await(5);
            assertThat(limiter.rates).isEmpty();
        }
    }

    private static WireDispatch.Builder chunk(ChunkBed bed, int rate) {
        WireDispatch.Builder dispatch = bed.chunk(ChunkTask.EXECUTE, "items");
        dispatch.getChunkBuilder().setRate(rate);
        return dispatch;
    }
}
